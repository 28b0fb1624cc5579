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
import type { JobQueue } from "./open-job-queue.ts";
import { allJobs, allOutcomes, consumerName, formatJobs, jobsStream, outcomesStream } from "./subjects.ts";

/** Makes the streams and each format's consumer, or brings them up to date. */
export async function ensureStreams({ jsm }: JobQueue): Promise<void> {
  try {
    await ensureStream(jsm, jobs);
    await ensureStream(jsm, outcomes);
    for (const format of formats) {
      await ensureConsumer(jsm, consumerName(format), { ...consumer, filter_subject: formatJobs(format) });
    }
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

const consumer = {
  ack_policy: AckPolicy.Explicit,
  ack_wait: nanos(leaseMs),
  max_ack_pending: 10_000,
  max_deliver: -1,
};

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
