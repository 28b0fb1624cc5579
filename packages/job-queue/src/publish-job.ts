import type { JobMessage } from "@sluice/types";
import { ensureLane } from "./ensure-streams.ts";
import { jobSubject } from "./lanes.ts";
import type { JobQueue } from "./open-job-queue.ts";
import { publishStored } from "./publish-stored.ts";

/** Queues a job; doing it twice with the same attempt queues it once. */
export async function publishJob(queue: JobQueue, job: JobMessage): Promise<void> {
  const msgID = `${job.runId}/${job.jobIndex}/${job.attempt}`;
  await ensureLane(queue, job);
  await publishStored(queue, jobSubject(job), job, { msgID });
}
