import { setTimeout as pause } from "node:timers/promises";
import {
  type ConfigDb,
  type EncodeJob,
  jobTotals,
  loadEncodeJob,
  type MasterKeys,
  recordJobDone,
  type StoredObject,
} from "@sluice/config-store";
import { type JobPlace, type JobQueue, MadeRoom, publishOutcome } from "@sluice/job-queue";
import type { Logger } from "@sluice/service";
import { type JobMessage, toFailure } from "@sluice/types";
import { type EncodeJobOptions, encodeJob } from "./encode-job.ts";
import type { EncoderMetrics } from "./encoder-metrics.ts";
import { stalledForOthers } from "./errors.ts";
import { CalledOff, Interrupted, type JobsAtWork } from "./jobs-at-work.ts";
import { reportProgress } from "./report-progress.ts";

export interface WorkOffJob extends Omit<EncodeJobOptions, "signal" | "onRecords" | "place"> {
  readonly place: JobPlace;
  readonly store: ConfigDb;
  readonly queue: JobQueue;
  readonly masterKeys: MasterKeys;
  readonly atWork: JobsAtWork;
  readonly metrics: EncoderMetrics;
  readonly log: Logger;
}

/**
 * Works a job off and reports how it ended: first in the config store, then as its outcome, and only then is it off the
 * queue. A failure is an outcome too; whether it is tried again is decided elsewhere. Throws when no outcome could be
 * sent, and then the job has to come back.
 */
export async function workOffJob(options: WorkOffJob, message: JobMessage): Promise<"finished" | "handBack"> {
  const { queue, atWork, metrics } = options;
  const { runId, jobIndex, attempt } = message;
  const log = options.log.child({ runId, jobIndex, attempt });
  using _working = metrics.atWork();
  const result = await atWork.track(runId, (signal) =>
    resultOf({ ...options, log }, message, AbortSignal.any([signal, options.place.ended])),
  );
  switch (result.status) {
    case "over":
      log.info("job of a run that has ended");
      return "finished";
    case "handBack":
      log.info("job handed back");
      metrics.ended("handed_back");
      return "handBack";
    case "failed": {
      const failure = toFailure(result.cause);
      log.warn({ code: failure.code, err: result.cause }, "job failed");
      await publishOutcome(queue, { runId, jobIndex, attempt, status: "failed", error: failure });
      metrics.ended("failed");
      metrics.failed(failure.code);
      return "finished";
    }
    case "done":
      await publishOutcome(queue, { runId, jobIndex, attempt, ...result });
      metrics.ended("done");
      return "finished";
  }
}

type JobTotals = Awaited<ReturnType<typeof jobTotals>>;
type Result =
  | ({ readonly status: "done" } & JobTotals)
  | { readonly status: "failed"; readonly cause: unknown }
  | { readonly status: "over" | "handBack" };

async function resultOf(options: WorkOffJob, { runId, jobIndex }: JobMessage, signal: AbortSignal): Promise<Result> {
  const { store, masterKeys } = options;
  let bucket = "";
  try {
    const loaded = await loadEncodeJob(store, masterKeys, runId, jobIndex);
    if (loaded.state === "open") bucket = loaded.job.target.bucket;
    if (loaded.state === "over") return { status: "over" };
    const isOver = loaded.state === "open" && !(await encode(options, loaded.job, jobIndex, signal));
    if (isOver) return { status: "over" };
    return { status: "done", ...(await jobTotals(store, runId, jobIndex)) };
  } catch (cause) {
    if (signal.reason instanceof Interrupted) return { status: "handBack" };
    if (signal.reason instanceof MadeRoom) return { status: "failed", cause: stalledForOthers(bucket, cause) };
    if (!(signal.reason instanceof CalledOff)) return { status: "failed", cause };
    // A run that goes on after all needs its job; somebody would wait for it in vain.
    const isOver = await loadEncodeJob(store, masterKeys, runId, jobIndex).then(
      ({ state }) => state === "over",
      () => false,
    );
    return { status: isOver ? "over" : "handBack" };
  }
}

/** False when the run went to another place meanwhile, where its job is done by another message. */
async function encode(options: WorkOffJob, job: EncodeJob, jobIndex: number, signal: AbortSignal): Promise<boolean> {
  const { store, metrics, atWork, log } = options;
  const { runId } = job;
  const startedMs = performance.now();
  let records = 0;
  using _progress = reportProgress({
    store,
    runId,
    jobIndex,
    log,
    records: () => records,
    callOff: () => atWork.callOff(runId),
  });
  const onRecords = (more: number): void => {
    records += more;
  };
  const delivered = await encodeJob(job, { ...options, signal, onRecords });
  if (!(await recordPatiently(options, job, jobIndex, delivered, signal))) return false;
  const bytes = delivered.reduce((sum, { object }) => sum + object.bytes, 0);
  const milliseconds = Math.round(performance.now() - startedMs);
  const encoded = { records, objects: delivered.length, bytes, milliseconds };
  metrics.encoded(encoded);
  log.info(encoded, "job done");
  return true;
}

/** Together longer than a database takes to restart, which is cheaper to wait for than to encode again. */
const pausesMs = [250, 1_000, 2_000, 4_000, 8_000];

async function recordPatiently(
  { store }: { readonly store: ConfigDb },
  { runId, target }: EncodeJob,
  jobIndex: number,
  delivered: readonly StoredObject[],
  signal: AbortSignal,
): Promise<boolean> {
  for (const pauseMs of pausesMs) {
    try {
      return await recordJobDone(store, runId, jobIndex, delivered, target);
    } catch (error) {
      if (!toFailure(error).retryable) throw error;
    }
    await pause(pauseMs, undefined, { signal });
  }
  return recordJobDone(store, runId, jobIndex, delivered, target);
}
