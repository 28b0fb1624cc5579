export * from "./health-server.ts";
export * from "./in-time.ts";
export * from "./log-crashes.ts";
export * from "./metrics-registry.ts";
export * from "./read-environment.ts";
export * from "./readiness.ts";
export * from "./service-log.ts";
export * from "./stop-signal.ts";
