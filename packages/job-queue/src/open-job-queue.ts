import {
  AckPolicy,
  DiscardPolicy,
  type JetStreamClient,
  type JetStreamManager,
  jetstream,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
} from "@nats-io/jetstream";
import { connect, type NatsConnection, nanos } from "@nats-io/transport-node";
import { type Format, formats } from "@sluice/types";
import { queueUnavailable } from "./errors.ts";
import { consumerName, jobsStream, outcomesStream } from "./subjects.ts";

export interface JobQueue extends AsyncDisposable {
  readonly connection: NatsConnection;
  readonly js: JetStreamClient;
  readonly jsm: JetStreamManager;
}

export interface JobQueueOptions {
  /** `nats://user:password@host:port` */
  readonly url: string;
  /** What the NATS server shows for this connection. */
  readonly name: string;
}

export const requestTimeoutMs = 10_000;

/** Connects, and from then on reconnects for ever. */
export async function openJobQueue({ url, name }: JobQueueOptions): Promise<JobQueue> {
  const { username, password, host } = new URL(url);
  const connection = await connect({
    servers: host,
    ...(username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : {}),
    name,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    reconnectJitter: 250,
    pingInterval: 10_000,
    maxPingOut: 2,
    ignoreAuthErrorAbort: true,
  }).catch((error: unknown) => {
    throw queueUnavailable(error);
  });
  const options = { timeout: requestTimeoutMs };
  return {
    connection,
    js: jetstream(connection, options),
    jsm: await jetstreamManager(connection, { ...options, checkAPI: false }),
    [Symbol.asyncDispose]: () => connection.close(),
  };
}

export function isQueueReady({ connection }: JobQueue): Promise<boolean> {
  return connection.rtt().then(
    () => true,
    () => false,
  );
}

const dayMs = 86_400_000;
const gibibyte = 1024 ** 3;

/** Makes the streams, or brings them up to date. */
export async function ensureStreams({ jsm }: JobQueue): Promise<void> {
  const common = { storage: StorageType.File, max_bytes: gibibyte, num_replicas: 1 };
  await ensureStream(jsm, {
    ...common,
    name: jobsStream,
    subjects: ["encode.jobs.>"],
    retention: RetentionPolicy.Workqueue,
    // A job that finds no room is refused, never another one dropped.
    discard: DiscardPolicy.New,
    duplicate_window: nanos(5 * 60_000),
  });
  await ensureStream(jsm, {
    ...common,
    name: outcomesStream,
    subjects: ["encode.outcomes.>"],
    retention: RetentionPolicy.Limits,
    discard: DiscardPolicy.Old,
    max_msgs_per_subject: 1,
    max_age: nanos(7 * dayMs),
  });
  for (const format of formats) await ensureConsumer(jsm, format);
}

type StreamConfig = Parameters<JetStreamManager["streams"]["add"]>[0];

async function ensureStream(jsm: JetStreamManager, config: StreamConfig): Promise<void> {
  try {
    await jsm.streams.info(config.name);
    await jsm.streams.update(config.name, config);
  } catch {
    await jsm.streams.add(config);
  }
}

const leaseMs = 30_000;

/** A format's consumer: its encoders share it, and a job whose lease runs out goes to another. */
async function ensureConsumer(jsm: JetStreamManager, format: Format): Promise<void> {
  await jsm.consumers.add(jobsStream, {
    durable_name: consumerName(format),
    filter_subject: `encode.jobs.${format}.>`,
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(leaseMs),
    max_ack_pending: 10_000,
    max_deliver: -1,
  });
}
