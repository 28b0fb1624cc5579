import type { Format, RunId } from "@sluice/types";

/** Jobs wait here until an encoder has taken and finished them. */
export const jobsStream = "ENCODE_JOBS";
/** The last outcome of every job. */
export const outcomesStream = "ENCODE_OUTCOMES";

export const allJobs = "encode.jobs.>";
export const formatJobs = (format: Format) => `encode.jobs.${format}.>`;
/** Jobs of versions that had one line for all connections. */
export const unsharedJobs = "encode.jobs.*.*";
export const runJobs = (format: Format, runId: RunId) => `encode.jobs.${format}.*.*.${runId}`;
export const allOutcomes = "encode.outcomes.>";
export const runOutcomes = (runId: RunId) => `encode.outcomes.${runId}.*`;
export const outcomeSubject = (runId: RunId, jobIndex: number) => `encode.outcomes.${runId}.${jobIndex}`;
export const cancelSubject = (runId: RunId) => `encode.cancel.${runId}`;
/** Encoders of a format answer here, so no answer means that there is none. */
export const presenceSubject = (format: Format) => `encode.presence.${format}`;
/** Encoders of a format answer here with what records look like; one of them gets each request. */
export const previewSubject = (format: Format) => `encode.previews.${format}`;
export const previewEncoders = (format: Format) => `encoders-${format}`;
