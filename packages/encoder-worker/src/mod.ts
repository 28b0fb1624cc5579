export * from "./encode-job.ts";
export * from "./encode-segments.ts";
export * from "./environment.ts";
export * from "./run-encoder-worker.ts";
export { type EncodingThreads, encodingThreads } from "./threads/encoding-threads.ts";
