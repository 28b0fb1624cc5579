/** The IAM policies alone, for what runs in a browser too. */
export * from "./bucket-policy.ts";
export * from "./trust-policy.ts";
