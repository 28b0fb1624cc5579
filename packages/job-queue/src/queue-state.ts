import type { ConsumerInfo } from "@nats-io/jetstream";
import type { Format, JobMessage } from "@sluice/types";
import { queueFailure } from "./errors.ts";
import { laneConsumer, laneConsumers, readJobSubject } from "./lanes.ts";
import type { JobQueue } from "./open-job-queue.ts";
import { jobsStream, runJobs } from "./subjects.ts";

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
export async function queueState(queue: JobQueue, format: Format): Promise<QueueState> {
  try {
    const lanes = (await laneStates(queue)).filter(isOf(format));
    const oldest = await Promise.all(lanes.map((lane) => nextWaitingAt(queue, lane)));
    const waitingSince = oldest.filter((at) => at !== null).sort((a, b) => a.getTime() - b.getTime());
    return {
      waiting: sum(lanes, ({ num_pending }) => num_pending),
      inProgress: sum(lanes, ({ num_ack_pending }) => num_ack_pending),
      oldestWaitingAt: waitingSince[0] ?? null,
    };
  } catch (error) {
    throw queueFailure(error);
  }
}

/** How it stands with a lane of whichever format. */
export type LaneState = Pick<ConsumerInfo, "name" | "config" | "delivered" | "num_pending" | "num_ack_pending">;

/** All lanes. Throws `queue.unavailable`. */
export async function laneStates({ jsm }: JobQueue): Promise<readonly LaneState[]> {
  try {
    return await Array.fromAsync(jsm.consumers.list(jobsStream));
  } catch (error) {
    throw queueFailure(error);
  }
}

/**
 * How many jobs encoders do before the first job of a run, when none of that run's jobs is with an encoder: those they
 * work on, those of its own connection that were queued before it, and of other connections as many as have their turn
 * until then. Null when one of the run's jobs is with an encoder, or none is queued. Throws `queue.unavailable`.
 */
export async function jobsAhead(
  queue: JobQueue,
  allLanes: readonly LaneState[],
  job: JobMessage,
): Promise<number | null> {
  try {
    const lanes = allLanes.filter(isOf(job.format));
    const own = lanes.find(({ name }) => name === laneConsumer(job));
    const ofRun = await firstMessage(queue, runJobs(job.format, job.runId), 0);
    if (own === undefined || ofRun === null || ofRun.seq <= own.delivered.stream_seq) return null;
    const before = await queuedBefore(queue, own, job);
    const others = lanes.filter((lane) => lane !== own);
    return (
      before +
      sum(lanes, ({ num_ack_pending }) => num_ack_pending) +
      sum(others, ({ num_pending }) => Math.min(num_pending, before + 1))
    );
  } catch (error) {
    throw queueFailure(error);
  }
}

/** Waiting jobs of other runs in a run's own lane; none where the lane's next job is the run's. */
async function queuedBefore(queue: JobQueue, own: LaneState, job: JobMessage): Promise<number> {
  const next = await firstMessage(queue, own.config.filter_subject ?? "", own.delivered.stream_seq + 1);
  if (next === null || readJobSubject(job.format, next.subject)?.runId === job.runId) return 0;
  const { state } = await queue.jsm.streams.info(jobsStream, { subjects_filter: runJobs(job.format, job.runId) });
  return Math.max(0, own.num_pending - sum(Object.values(state.subjects ?? {}), (count) => count));
}

const isOf = (format: Format) => (lane: LaneState) => lane.name.startsWith(laneConsumers(format));

async function nextWaitingAt(queue: JobQueue, { num_pending, delivered, config }: LaneState): Promise<Date | null> {
  if (num_pending === 0) return null;
  return (await firstMessage(queue, config.filter_subject ?? "", delivered.stream_seq + 1))?.time ?? null;
}

function firstMessage({ jsm }: JobQueue, subject: string, fromSequence: number) {
  const next = { seq: fromSequence, next_by_subj: subject };
  return jsm.streams.getMessage(jobsStream, next);
}

function sum<T>(items: readonly T[], figure: (item: T) => number): number {
  return items.reduce((total, item) => total + figure(item), 0);
}
