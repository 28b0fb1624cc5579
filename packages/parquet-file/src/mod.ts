export * from "./codec.ts";
export * from "./column-chunk.ts";
export * from "./file-metadata.ts";
export * from "./hybrid-encoding.ts";
export * from "./level-runs.ts";
