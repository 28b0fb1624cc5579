import { type ConfigDb, getRun } from "@sluice/config-store";
import { ensureLane, type JobQueue, publishJob, storedOutcome, waitForOutcome } from "@sluice/job-queue";
import { type JobMessage, type OutcomeMessage, SluiceError } from "@sluice/types";
import { activityInfo, cancellationSignal, heartbeat } from "@temporalio/activity";
import { CancelledFailure } from "@temporalio/common";
import { z } from "zod";
import type { JobOrder, JobResult } from "../workflows/run-activities.ts";
import type { EncoderPresence } from "./encoder-presence.ts";
import { encoderUnavailable } from "./errors.ts";
import type { RunWaits } from "./run-waits.ts";

export interface EncodeJobDependencies {
  readonly store: ConfigDb;
  readonly queue: JobQueue;
  readonly presence: EncoderPresence;
  readonly waits: RunWaits;
  /** How long a run waits for a format that nobody encodes. */
  readonly encoderWaitMs: number;
}

/** Publishes a job and waits for its outcome, unless that is already there from an earlier attempt. */
export async function encodeJob(deps: EncodeJobDependencies, order: JobOrder): Promise<JobResult> {
  const { runId, format, jobIndex } = order;
  const earlier = await storedOutcome(deps.queue, runId, jobIndex);
  if (earlier?.status === "done") return resultOf(earlier);

  const attempt = attemptNumber(order.execution, activityInfo().attempt);
  const { projectId, connectionId } = await getRun(deps.store, runId);
  const job = { runId, projectId, connectionId, format, jobIndex, attempt };
  const ended = new AbortController();
  const watch = watchEncoders(deps, job, ended.signal);
  const outcome = (async () => {
    await publishJob(deps.queue, job);
    const signal = AbortSignal.any([ended.signal, cancellationSignal()]);
    return resultOf(await waitForOutcome(deps.queue, { runId, jobIndex, attempt }, signal));
  })();
  try {
    return await Promise.race([outcome, watch]);
  } catch (error) {
    if (cancellationSignal().aborted) throw new CancelledFailure("the run was stopped");
    throw error;
  } finally {
    ended.abort();
    await Promise.allSettled([outcome, watch]);
    deps.waits.ended(runId);
  }
}

/** Grows over all attempts of a job, in all executions of its run, so that a stale failure is never taken for a new one. */
function attemptNumber(execution: number, activityAttempt: number): number {
  return (execution - 1) * 1_000 + activityAttempt;
}

function resultOf(outcome: OutcomeMessage): JobResult {
  if (outcome.status === "failed") throw new SluiceError(outcome.error);
  return { records: outcome.records, bytes: outcome.bytes };
}

const heartbeatMs = 2_000;
/** Survives the process: Temporal gives it to the next attempt. */
const heartbeatSchema = z.object({ nobodySinceMs: z.number().nullable() });

/**
 * Keeps the activity alive, says what its run waits for, and ends it when nobody has been there to encode for too long.
 * Never returns.
 */
async function watchEncoders(deps: EncodeJobDependencies, job: JobMessage, ended: AbortSignal): Promise<never> {
  const { presence, queue, waits, encoderWaitMs } = deps;
  const { format } = job;
  const last = heartbeatSchema.safeParse(activityInfo().heartbeatDetails);
  let nobodySinceMs = last.success ? last.data.nobodySinceMs : null;
  for (let look = 0; ; look++) {
    if (look > 0) await pause(heartbeatMs, ended);
    const somebody = await presence.hasEncoder(format);
    nobodySinceMs = somebody ? null : (nobodySinceMs ?? Date.now());
    if (nobodySinceMs !== null && Date.now() - nobodySinceMs >= encoderWaitMs) {
      throw encoderUnavailable(format, encoderWaitMs);
    }
    heartbeat({ nobodySinceMs });
    // A job that was queued just now is about to be taken.
    if (look === 0 && somebody) continue;
    // Neither holds up the next heartbeat.
    waits.look(job, somebody);
    // Without it, nobody could take the job; that it goes while a job waits is rare.
    ensureLane(queue, job).catch(() => undefined);
  }
}

/** Waits, or throws as soon as the activity has ended. */
function pause(ms: number, ended: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(ended.reason);
    };
    const timer = setTimeout(() => {
      ended.removeEventListener("abort", stop);
      resolve();
    }, ms);
    if (ended.aborted) stop();
    else ended.addEventListener("abort", stop, { once: true });
  });
}
