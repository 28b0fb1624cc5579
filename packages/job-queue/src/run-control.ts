import type { Format, RunId } from "@sluice/types";
import { queueFailure } from "./errors.ts";
import { flushQueue, type JobQueue } from "./open-job-queue.ts";
import { cancelSubject, jobsStream, outcomesStream, runJobs, runOutcomes } from "./subjects.ts";

/** Tells every encoder to drop what it is doing for a run. */
export async function cancelRun(queue: JobQueue, runId: RunId): Promise<void> {
  try {
    queue.connection.publish(cancelSubject(runId));
  } catch (error) {
    throw queueFailure(error);
  }
  await flushQueue(queue);
}

/** Calls `cancel` with each run that is called off, until the connection closes. */
export function onCancel({ connection }: JobQueue, cancel: (runId: RunId) => void): void {
  connection.subscribe(cancelSubject("*"), {
    callback: (error, message) => {
      if (!error) cancel(message.subject.slice(cancelSubject("").length));
    },
  });
}

/** Throws away a run's queued jobs and stored outcomes. */
export async function purgeRun({ jsm }: JobQueue, format: Format, runId: RunId): Promise<void> {
  try {
    await jsm.streams.purge(jobsStream, { filter: runJobs(format, runId) });
    await jsm.streams.purge(outcomesStream, { filter: runOutcomes(runId) });
  } catch (error) {
    throw queueFailure(error);
  }
}
