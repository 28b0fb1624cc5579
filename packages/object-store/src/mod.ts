export { canAssumeRoles, type RoleAssumption } from "./assume-role.ts";
export * from "./aws-environment.ts";
export * from "./connection-environment.ts";
export type { BucketAction } from "./errors.ts";
export * from "./open-object-store.ts";
export * from "./put-object.ts";
export * from "./refuse-endpoint.ts";
export * from "./test-connection.ts";
export { limitsOfTest } from "./transfer/transfer-limits.ts";
