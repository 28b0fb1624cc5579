export * from "./check-file-system.ts";
export { type ConvertProgress, convertLake, projectsIn } from "./convert/convert-lake.ts";
export * from "./errors.ts";
export * from "./is-lake-readable.ts";
export type { LoadInput } from "./load/load-input.ts";
export { type LoadProgress, type LoadRecords, type LoadReport, loadRecords } from "./load/load-records.ts";
export { type FileMapping, fileMappingSchema, mappingFault } from "./load/mapping.ts";
export { isProjectLoaded } from "./load/project-databases.ts";
export * from "./open-lake.ts";
