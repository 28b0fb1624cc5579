import {
  AckPolicy,
  DiscardPolicy,
  JetStreamApiCodes,
  JetStreamApiError,
  type JetStreamManager,
  RetentionPolicy,
  StorageType,
} from "@nats-io/jetstream";
import { nanos } from "@nats-io/transport-node";
import { formats } from "@sluice/types";
import { queueFailure } from "./errors.ts";
import { type Lane, laneConsumer, laneSubjects } from "./lanes.ts";
import type { JobQueue } from "./open-job-queue.ts";
import { allJobs, allOutcomes, jobsStream, outcomesStream, unsharedJobs } from "./subjects.ts";

/** Makes the streams, or brings them up to date. */
export async function ensureStreams({ jsm }: JobQueue): Promise<void> {
  try {
    await ensureStream(jsm, jobs);
    await ensureStream(jsm, outcomes);
    await endUnsharedLine(jsm);
  } catch (error) {
    throw queueFailure(error);
  }
}

type StreamConfig = Parameters<JetStreamManager["streams"]["add"]>[0];

const dayMs = 86_400_000;
const common = { storage: StorageType.File, max_bytes: 1024 ** 3, num_replicas: 1 };

const jobs: StreamConfig = {
  ...common,
  name: jobsStream,
  subjects: [allJobs],
  retention: RetentionPolicy.Workqueue,
  // A job that finds no room is refused, never another one dropped.
  discard: DiscardPolicy.New,
  duplicate_window: nanos(5 * 60_000),
};

const outcomes: StreamConfig = {
  ...common,
  name: outcomesStream,
  subjects: [allOutcomes],
  retention: RetentionPolicy.Limits,
  discard: DiscardPolicy.Old,
  max_msgs_per_subject: 1,
  max_age: nanos(7 * dayMs),
};

/** How long an encoder may be silent about a job before another one gets it. */
export const leaseMs = 30_000;

const hourMs = 3_600_000;

const consumer = {
  ack_policy: AckPolicy.Explicit,
  ack_wait: nanos(leaseMs),
  max_ack_pending: 10_000,
  max_deliver: -1,
  // Goes with its connection's last job; jobs that are left wait for the next one.
  inactive_threshold: nanos(hourMs),
};

/** How long a lane's consumer is taken to be there, so that not every job asks. */
const freshMs = 60_000;
const lanesSeen = new WeakMap<JobQueue, Map<string, number>>();

/** Has encoders reach a lane's jobs. Cheap to call again. */
export async function ensureLane(queue: JobQueue, lane: Lane): Promise<void> {
  const name = laneConsumer(lane);
  const seen = lanesSeen.get(queue) ?? new Map<string, number>();
  lanesSeen.set(queue, seen);
  if (Date.now() - (seen.get(name) ?? 0) < freshMs) return;
  try {
    await ensureConsumer(queue.jsm, name, { ...consumer, filter_subject: laneSubjects(lane) });
  } catch (error) {
    throw queueFailure(error);
  }
  seen.set(name, Date.now());
}

/**
 * Older versions had one consumer for all jobs of a format, beside which no other can be. Their jobs go: whoever waits
 * for one was ended with that version and queues it again.
 */
async function endUnsharedLine(jsm: JetStreamManager): Promise<void> {
  for (const format of formats) {
    const name = `encoder-${format}`;
    const known = await unlessMissing(jsm.consumers.info(jobsStream, name), JetStreamApiCodes.ConsumerNotFound);
    if (known) await jsm.consumers.delete(jobsStream, name);
  }
  await jsm.streams.purge(jobsStream, { filter: unsharedJobs });
}

async function ensureStream(jsm: JetStreamManager, config: StreamConfig): Promise<void> {
  const known = await unlessMissing(jsm.streams.info(config.name), JetStreamApiCodes.StreamNotFound);
  if (known) await jsm.streams.update(config.name, config);
  else await jsm.streams.add(config);
}

async function ensureConsumer(
  jsm: JetStreamManager,
  name: string,
  config: typeof consumer & { readonly filter_subject: string },
): Promise<void> {
  const known = await unlessMissing(jsm.consumers.info(jobsStream, name), JetStreamApiCodes.ConsumerNotFound);
  if (known) await jsm.consumers.update(jobsStream, name, config);
  else await jsm.consumers.add(jobsStream, { ...config, durable_name: name });
}

function unlessMissing<T>(found: Promise<T>, missingCode: number): Promise<T | null> {
  return found.catch((error: unknown) => {
    if (error instanceof JetStreamApiError && error.code === missingCode) return null;
    throw error;
  });
}
