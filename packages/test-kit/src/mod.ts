export { temporaryDirectory, waitUntil } from "@sluice/servers";
export * from "./test-customer.ts";
export * from "./test-receiver.ts";
export * from "./test-servers.ts";
export * from "./test-stack.ts";
export * from "./test-sts.ts";
