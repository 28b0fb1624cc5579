import { errors, type Msg, nanos } from "@nats-io/transport-node";
import type { Format } from "@sluice/types";
import { type Lane, laneConsumer, nextJobSubject, readJobSubject } from "./lanes.ts";
import type { JobQueue } from "./open-job-queue.ts";
import { formatJobs, jobsStream } from "./subjects.ts";

/** The lanes of a format that hold jobs, those that an encoder works on included. */
export async function lanesWithJobs({ jsm }: JobQueue, format: Format): Promise<readonly Lane[]> {
  const { state } = await jsm.streams.info(jobsStream, { subjects_filter: formatJobs(format) });
  const lanes = new Map<string, Lane>();
  for (const subject of Object.keys(state.subjects ?? {})) {
    const read = readJobSubject(format, subject);
    if (read) lanes.set(laneConsumer(read.lane), read.lane);
  }
  return [...lanes.values()];
}

const timeoutMs = 5_000;
const noMessages = 400;

/** A queued job that this encoder has leased. Says how it goes in the words of JetStream's protocol. */
export interface LeasedJob {
  readonly subject: string;
  /** What was queued; throws for what is no JSON. */
  readonly json: () => unknown;
  /** Done: off the queue. */
  readonly ack: () => void;
  /** Back to the queue, after a while if need be. */
  readonly nak: (delayMs?: number) => void;
  /** Keeps the lease. */
  readonly working: () => void;
  /** Off the queue, for nobody can do it. */
  readonly term: (reason: string) => void;
}

function leasedJob(message: Msg): LeasedJob {
  const say = (word: string) => void message.respond(word);
  return {
    subject: message.subject,
    json: () => message.json(),
    ack: () => say("+ACK"),
    nak: (delayMs = 0) => say(delayMs === 0 ? "-NAK" : `-NAK ${JSON.stringify({ delay: nanos(delayMs) })}`),
    working: () => say("+WPI"),
    term: (reason) => say(`+TERM ${reason}`),
  };
}

/** A lane's next job, leased to this encoder; null when none waits. */
export async function takeJob({ connection }: JobQueue, lane: Lane): Promise<LeasedJob | null> {
  const ask = JSON.stringify({ batch: 1, no_wait: true });
  try {
    // A job comes under the subject it was queued with, so only a subscription of its own recognises the answer.
    const message = await connection.request(nextJobSubject(lane), ask, { timeout: timeoutMs, noMux: true });
    const status = message.headers?.code ?? 0;
    return status >= noMessages ? null : leasedJob(message);
  } catch (error) {
    // Its consumer went; whoever queues jobs makes it again.
    if (isNobodyThere(error)) return null;
    throw error;
  }
}

function isNobodyThere(error: unknown): boolean {
  if (error instanceof errors.NoRespondersError) return true;
  return error instanceof Error && error.cause instanceof errors.NoRespondersError;
}
