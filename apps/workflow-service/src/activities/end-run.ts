import { type ConfigDb, getRun, failRun as markFailed, stopRun as markStopped } from "@sluice/config-store";
import { cancelRun, type JobQueue, purgeRun } from "@sluice/job-queue";
import type { RunId } from "@sluice/types";
import type { FailedRun } from "../workflows/run-activities.ts";

export interface EndRunDependencies {
  readonly store: ConfigDb;
  readonly queue: JobQueue;
}

export async function failRun({ store, queue }: EndRunDependencies, { runId, failure }: FailedRun): Promise<void> {
  await markFailed(store, runId, failure);
  await callOffJobs({ store, queue }, runId);
}

export async function stopRun({ store, queue }: EndRunDependencies, { runId }: { runId: RunId }): Promise<void> {
  await markStopped(store, runId);
  await callOffJobs({ store, queue }, runId);
}

/** The run is marked first, so an encoder that takes up one of its jobs from now on finds that it has ended. */
async function callOffJobs({ store, queue }: EndRunDependencies, runId: RunId): Promise<void> {
  const run = await getRun(store, runId);
  await purgeRun(queue, run.format, runId);
  await cancelRun(queue, runId);
}
