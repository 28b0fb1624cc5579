import { setTimeout as pause } from "node:timers/promises";
import { type JetStreamClient, type JetStreamManager, jetstream, jetstreamManager } from "@nats-io/jetstream";
import { connect, type NatsConnection } from "@nats-io/transport-node";
import { queueFailure } from "./errors.ts";

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
  /** Answers to its requests come below this subject, so that no other user of the server may hear them. */
  readonly inboxPrefix?: string;
}

const requestTimeoutMs = 10_000;

/** Connects, and from then on reconnects for ever. */
export async function openJobQueue({ url, name, inboxPrefix }: JobQueueOptions): Promise<JobQueue> {
  const { username, password, host } = new URL(url);
  const connection = await connect({
    servers: host,
    ...(username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : {}),
    name,
    ...(inboxPrefix === undefined ? {} : { inboxPrefix }),
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    reconnectJitter: 250,
    pingInterval: 10_000,
    maxPingOut: 2,
    ignoreAuthErrorAbort: true,
  }).catch((error: unknown) => {
    throw queueFailure(error);
  });
  const options = { timeout: requestTimeoutMs };
  return {
    connection,
    js: jetstream(connection, options),
    jsm: await jetstreamManager(connection, { ...options, checkAPI: false }),
    [Symbol.asyncDispose]: () => connection.close(),
  };
}

/** Waits until the server has seen all that was sent to it, or throws `queue.unavailable`. */
export async function flushQueue({ connection }: JobQueue, timeoutMs = requestTimeoutMs): Promise<void> {
  const over = new AbortController();
  const late = pause(timeoutMs, undefined, { signal: over.signal }).then(
    () => {
      throw new Error(`nothing from NATS for ${timeoutMs} ms`);
    },
    () => undefined,
  );
  try {
    await Promise.race([connection.flush(), late]);
  } catch (error) {
    throw queueFailure(error);
  } finally {
    over.abort();
  }
}

const readyTimeoutMs = 2_000;

/** Whether the server answers. */
export async function isQueueReady(queue: JobQueue): Promise<boolean> {
  try {
    await flushQueue(queue, readyTimeoutMs);
    return true;
  } catch {
    return false;
  }
}
