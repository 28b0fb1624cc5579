export * from "./event-batch-builder.ts";
export * from "./line-bytes.ts";
export * from "./pick-records.ts";
export * from "./record-texts.ts";
