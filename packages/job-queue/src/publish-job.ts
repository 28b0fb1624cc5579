import type { JobMessage } from "@sluice/types";
import { queueUnavailable } from "./errors.ts";
import type { JobQueue } from "./open-job-queue.ts";
import { jobsSubject } from "./subjects.ts";

/** Queues a job; doing it twice with the same attempt queues it once. */
export async function publishJob({ js }: JobQueue, job: JobMessage): Promise<void> {
  const msgID = `${job.runId}/${job.jobIndex}/${job.attempt}`;
  try {
    await js.publish(jobsSubject(job.format, job.runId), JSON.stringify(job), { msgID });
  } catch (error) {
    throw queueUnavailable(error);
  }
}
