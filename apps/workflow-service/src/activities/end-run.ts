import { type ConfigDb, getRun, failRun as markFailed, stopRun as markStopped } from "@sluice/config-store";
import { cancelRun, type JobQueue, purgeRun } from "@sluice/job-queue";
import type { RunId } from "@sluice/types";
import type { EndedRun, FailedRun } from "../workflows/run-activities.ts";

export interface EndRunDependencies {
  readonly store: ConfigDb;
  readonly queue: JobQueue;
}

export async function failRun(
  { store, queue }: EndRunDependencies,
  { runId, execution, failure }: FailedRun,
): Promise<void> {
  await markFailed(store, runId, failure, { execution });
  await callOffJobs({ store, queue }, runId, execution);
}

export async function stopRun({ store, queue }: EndRunDependencies, { runId, execution }: EndedRun): Promise<void> {
  await markStopped(store, runId, { execution });
  await callOffJobs({ store, queue }, runId, execution);
}

/** The run is marked first, so an encoder that takes up one of its jobs from now on finds that it has ended. */
async function callOffJobs({ store, queue }: EndRunDependencies, runId: RunId, execution?: number): Promise<void> {
  const run = await getRun(store, runId);
  // Opened again meanwhile: the jobs that are there by now are the new execution's.
  if (execution !== undefined && run.execution !== execution) return;
  await purgeRun(queue, run.format, runId);
  await cancelRun(queue, runId);
}
