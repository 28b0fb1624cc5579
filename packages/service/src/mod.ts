export * from "./health-server.ts";
export * from "./read-environment.ts";
export * from "./service-log.ts";
