export * from "./encode-segment.ts";
export * from "./encoder.ts";
export * from "./errors.ts";
export * from "./finished-object.ts";
export * from "./format-ts.ts";
export * from "./key-names.ts";
export * from "./segment-output.ts";
export * from "./text-blocks.ts";
