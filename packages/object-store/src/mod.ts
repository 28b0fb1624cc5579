export * from "./bucket-policy.ts";
export type { BucketAction } from "./errors.ts";
export * from "./open-object-store.ts";
export * from "./put-object.ts";
export * from "./test-connection.ts";
