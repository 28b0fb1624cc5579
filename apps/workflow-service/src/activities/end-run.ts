import { type ConfigDb, getRun, failRun as markFailed, stopRun as markStopped } from "@sluice/config-store";
import { cancelRun, type JobQueue, purgeRun } from "@sluice/job-queue";
import type { EpochMs, RunId } from "@sluice/types";
import type { EndedRun, FailedRun } from "../workflows/run-activities.ts";

export interface EndRunDependencies {
  readonly store: ConfigDb;
  readonly queue: JobQueue;
  readonly now: () => EpochMs;
  /** Hears of each end of an execution once. */
  readonly onEnded: (runId: RunId) => Promise<void>;
}

export async function failRun(deps: EndRunDependencies, { runId, execution, failure }: FailedRun): Promise<void> {
  if (await markFailed(deps.store, runId, failure, { execution, nowMs: deps.now() })) await deps.onEnded(runId);
  await callOffJobs(deps, runId, execution);
}

export async function stopRun(deps: EndRunDependencies, { runId, execution }: EndedRun): Promise<void> {
  if (await markStopped(deps.store, runId, { execution, nowMs: deps.now() })) await deps.onEnded(runId);
  await callOffJobs(deps, runId, execution);
}

/** The run is marked first, so an encoder that takes up one of its jobs from now on finds that it has ended. */
async function callOffJobs({ store, queue }: EndRunDependencies, runId: RunId, execution?: number): Promise<void> {
  const run = await getRun(store, runId);
  // Opened again meanwhile: the jobs that are there by now are the new execution's.
  if (execution !== undefined && run.execution !== execution) return;
  await purgeRun(queue, run.format, runId);
  await cancelRun(queue, runId);
}
