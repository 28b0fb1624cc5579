import { type JobQueue, jobsAhead } from "@sluice/job-queue";
import type { JobMessage, RunId } from "@sluice/types";

/** Where runs are in the queue. */
export interface QueuePlaces {
  /** Has `tell` say how many jobs are before a run's first one, or null; once for all of the run's jobs that ask. */
  told(job: JobMessage, tell: (ahead: number | null) => Promise<void>): Promise<void>;
}

/** Shorter than the time after which each job asks again. */
const freshMs = 1_500;

/** Asks NATS once for all jobs of a run that want to know at about the same time. */
export function queuePlaces(queue: JobQueue): QueuePlaces {
  const asked = new Map<RunId, { readonly atMs: number; readonly telling: Promise<void> }>();
  const forget = (nowMs: number): void => {
    for (const [runId, { atMs }] of asked) if (nowMs - atMs >= freshMs) asked.delete(runId);
  };
  return {
    async told(job, tell) {
      const nowMs = Date.now();
      forget(nowMs);
      const known = asked.get(job.runId);
      if (known) return known.telling;
      // While the queue is away, nothing is known; the job's own wait deals with that.
      const telling = jobsAhead(queue, job).then(tell, () => undefined);
      asked.set(job.runId, { atMs: nowMs, telling });
      await telling;
    },
  };
}
