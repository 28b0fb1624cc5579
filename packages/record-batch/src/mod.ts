export * from "./event-batch-builder.ts";
export * from "./record-texts.ts";
