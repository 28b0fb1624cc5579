import type { Format } from "@sluice/types";
import { queueFailure } from "./errors.ts";
import type { JobQueue } from "./open-job-queue.ts";
import { consumerName, formatJobs, jobsStream } from "./subjects.ts";

/** The queued jobs of one format. */
export interface QueueState {
  /** That no encoder has taken yet. */
  readonly waiting: number;
  /** That an encoder has taken and not finished. */
  readonly inProgress: number;
  /** When the oldest waiting job was queued; null where none waits. */
  readonly oldestWaitingAt: Date | null;
}

/** Throws `queue.unavailable`. */
export async function queueState({ jsm }: JobQueue, format: Format): Promise<QueueState> {
  try {
    const { num_pending, num_ack_pending, delivered } = await jsm.consumers.info(jobsStream, consumerName(format));
    const next = { seq: delivered.stream_seq + 1, next_by_subj: formatJobs(format) };
    const oldest = num_pending > 0 ? await jsm.streams.getMessage(jobsStream, next) : null;
    return { waiting: num_pending, inProgress: num_ack_pending, oldestWaitingAt: oldest?.time ?? null };
  } catch (error) {
    throw queueFailure(error);
  }
}
