import type { Format, RunId } from "@sluice/types";
import { queueUnavailable } from "./errors.ts";
import type { JobQueue } from "./open-job-queue.ts";
import { cancelSubject, jobsStream, jobsSubject, outcomesStream } from "./subjects.ts";

/** Tells every encoder to drop what it is doing for a run. */
export async function cancelRun({ connection }: JobQueue, runId: RunId): Promise<void> {
  try {
    connection.publish(cancelSubject(runId));
    await connection.flush();
  } catch (error) {
    throw queueUnavailable(error);
  }
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
    await jsm.streams.purge(jobsStream, { filter: jobsSubject(format, runId) });
    await jsm.streams.purge(outcomesStream, { filter: `encode.outcomes.${runId}.*` });
  } catch (error) {
    throw queueUnavailable(error);
  }
}
