export * from "./bucket-policy.ts";
export * from "./kms-policy.ts";
export * from "./trust-policy.ts";
