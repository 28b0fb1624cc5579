export * from "./errors.ts";
export * from "./is-lake-readable.ts";
export { type LoadRecords, type LoadReport, loadRecords } from "./load/load-records.ts";
export { type FileMapping, fileMappingSchema } from "./load/mapping.ts";
export * from "./open-lake.ts";
