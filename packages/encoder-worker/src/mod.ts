export * from "./encode-job.ts";
export * from "./environment.ts";
export * from "./run-encoder-worker.ts";
