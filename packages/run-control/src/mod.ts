export * from "./deliver-webhook.ts";
export * from "./export-schedule.ts";
export * from "./forget-users.ts";
export * from "./lake-schedule.ts";
export * from "./open-workflows.ts";
export * from "./register-search-attributes.ts";
export * from "./run-workflow.ts";
export * from "./search-attributes.ts";
