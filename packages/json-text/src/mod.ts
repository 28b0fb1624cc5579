export * from "./compact-json.ts";
export * from "./number-text.ts";
export * from "./scan-bytes.ts";
export * from "./scan-object.ts";
export * from "./string-bytes.ts";
export * from "./string-text.ts";
export * from "./value-bytes.ts";
export * from "./value-type.ts";
