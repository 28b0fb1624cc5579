export { canAssumeRoles, type RoleAssumption } from "./assume-role.ts";
export * from "./aws-environment.ts";
export * from "./bucket-policy.ts";
export type { BucketAction } from "./errors.ts";
export * from "./kms-policy.ts";
export * from "./open-object-store.ts";
export * from "./put-object.ts";
export * from "./test-connection.ts";
export * from "./trust-policy.ts";
