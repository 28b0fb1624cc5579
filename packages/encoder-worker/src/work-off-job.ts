import {
  type ConfigDb,
  type EncodeJob,
  jobTotals,
  loadEncodeJob,
  type MasterKeys,
  recordJobDone,
  recordJobProgress,
} from "@sluice/config-store";
import { type JobQueue, publishOutcome } from "@sluice/job-queue";
import type { Logger } from "@sluice/service";
import { type JobMessage, toFailure } from "@sluice/types";
import { type EncodeJobOptions, encodeJob } from "./encode-job.ts";
import type { EncoderMetrics } from "./encoder-metrics.ts";
import { CalledOff, Interrupted, type JobsAtWork } from "./jobs-at-work.ts";

export interface WorkOffJob<Footer> extends Omit<EncodeJobOptions<Footer>, "signal" | "onRecords"> {
  readonly store: ConfigDb;
  readonly queue: JobQueue;
  readonly masterKeys: MasterKeys;
  readonly atWork: JobsAtWork;
  readonly metrics: EncoderMetrics;
  readonly log: Logger;
}

/**
 * Works a job off and reports how it ended: first in the config store, then as its outcome, and only then is it off the
 * queue. A failure is an outcome too; whether it is tried again is decided elsewhere.
 */
export async function workOffJob<Footer>(
  options: WorkOffJob<Footer>,
  message: JobMessage,
): Promise<"finished" | "handBack"> {
  const { store, queue, masterKeys, atWork, metrics } = options;
  const { runId, jobIndex, attempt } = message;
  const log = options.log.child({ runId, jobIndex, attempt });
  return atWork.track(runId, async (signal) => {
    try {
      const loaded = await loadEncodeJob(store, masterKeys, runId, jobIndex);
      if (loaded.state === "over") return "finished";
      if (loaded.state === "open") await encode(options, loaded.job, jobIndex, signal, log);
      const totals = await jobTotals(store, runId, jobIndex);
      await publishOutcome(queue, { runId, jobIndex, attempt, status: "done", ...totals });
      metrics.jobs.done++;
      return "finished";
    } catch (error) {
      if (signal.reason instanceof CalledOff) {
        log.info("job called off");
        return "finished";
      }
      if (signal.reason instanceof Interrupted) {
        log.info("job handed back");
        return "handBack";
      }
      const failure = toFailure(error);
      log.warn({ code: failure.code, err: error }, "job failed");
      await publishOutcome(queue, { runId, jobIndex, attempt, status: "failed", error: failure });
      metrics.jobs.failed++;
      return "finished";
    }
  });
}

const progressMs = 1_000;

async function encode<Footer>(
  options: WorkOffJob<Footer>,
  job: EncodeJob,
  jobIndex: number,
  signal: AbortSignal,
  log: Logger,
): Promise<void> {
  const { store, metrics } = options;
  const startedMs = performance.now();
  let records = 0;
  const report = (): void => {
    recordJobProgress(store, job.runId, jobIndex, records).catch((error: unknown) => {
      log.debug({ err: error }, "progress not recorded");
    });
  };
  const timer = setInterval(report, progressMs);
  try {
    const onRecords = (more: number): void => {
      records += more;
    };
    const delivered = await encodeJob(job, { ...options, signal, onRecords });
    await recordJobDone(store, job.runId, jobIndex, delivered);
    const bytes = delivered.reduce((sum, { object }) => sum + object.bytes, 0);
    metrics.records += records;
    metrics.bytes += bytes;
    const milliseconds = Math.round(performance.now() - startedMs);
    log.info({ records, bytes, objects: delivered.length, milliseconds }, "job done");
  } finally {
    clearInterval(timer);
  }
}
