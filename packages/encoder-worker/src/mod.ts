export * from "./encode-job.ts";
export * from "./encode-segments.ts";
export * from "./environment.ts";
export * from "./run-encoder-worker.ts";
