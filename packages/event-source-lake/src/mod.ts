export * from "./errors.ts";
export * from "./is-lake-readable.ts";
export { type LoadEvents, type LoadReport, loadEvents } from "./load/load-events.ts";
export { type CsvMapping, csvMappingSchema } from "./load/mapping.ts";
export * from "./open-lake.ts";
