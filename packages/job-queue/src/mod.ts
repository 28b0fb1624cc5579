export * from "./consume-jobs.ts";
export * from "./errors.ts";
export * from "./open-job-queue.ts";
export * from "./outcomes.ts";
export * from "./presence.ts";
export * from "./publish-job.ts";
export * from "./run-control.ts";
export * from "./subjects.ts";
