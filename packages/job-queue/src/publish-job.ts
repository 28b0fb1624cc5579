import type { JobMessage } from "@sluice/types";
import type { JobQueue } from "./open-job-queue.ts";
import { publishStored } from "./publish-stored.ts";
import { jobsSubject } from "./subjects.ts";

/** Queues a job; doing it twice with the same attempt queues it once. */
export async function publishJob(queue: JobQueue, job: JobMessage): Promise<void> {
  const msgID = `${job.runId}/${job.jobIndex}/${job.attempt}`;
  await publishStored(queue, jobsSubject(job.format, job.runId), job, { msgID });
}
