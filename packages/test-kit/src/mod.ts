export { waitUntil } from "@sluice/local";
export * from "./test-servers.ts";
