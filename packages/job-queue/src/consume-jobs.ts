import { setTimeout as pause } from "node:timers/promises";
import type { Consumer, JsMsg } from "@nats-io/jetstream";
import { type Format, type JobMessage, jobMessageSchema } from "@sluice/types";
import { leaseMs } from "./ensure-streams.ts";
import type { JobQueue } from "./open-job-queue.ts";
import { consumerName, jobsStream } from "./subjects.ts";

export interface ConsumeJobs {
  readonly format: Format;
  /** Jobs at work at once. */
  readonly maxInFlight: number;
  /** Stops taking jobs; those at work go on. */
  readonly signal: AbortSignal;
  /** Works a job off: `finished` takes it off the queue, `handBack` puts it back for another encoder. */
  readonly work: (job: JobMessage) => Promise<"finished" | "handBack">;
  readonly onError: (error: unknown) => void;
}

/** Also how long it takes to notice the signal while there are no jobs. */
const pullMs = 1_000;
/** A pull that a lost connection swallowed ends here. */
const lostPullMs = pullMs + 4_000;
const pauseMs = 500;
/** A loaded machine may miss one of these, or two. */
const extendMs = leaseMs / 6;

/** Takes jobs of one format until `signal` aborts, then waits for those at work. */
export async function consumeJobs(queue: JobQueue, options: ConsumeJobs): Promise<void> {
  const { format, maxInFlight, signal, onError } = options;
  const atWork = new Set<Promise<void>>();
  let consumer: Consumer | undefined;
  let failing = false;
  while (!signal.aborted) {
    if (atWork.size >= maxInFlight) {
      await Promise.race(atWork);
      continue;
    }
    try {
      consumer ??= await queue.js.consumers.get(jobsStream, consumerName(format));
      const message = await nextMessage(consumer);
      failing = false;
      if (!message) continue;
      const job: Promise<void> = workOff(message, options)
        .catch(onError)
        .finally(() => atWork.delete(job));
      atWork.add(job);
    } catch (error) {
      consumer = undefined;
      // While the queue stays away, once is enough.
      if (!signal.aborted && !failing) onError(error);
      failing = true;
      await pause(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }
  await Promise.all(atWork);
}

async function nextMessage(consumer: Consumer): Promise<JsMsg | null> {
  const messages = await consumer.fetch({ max_messages: 1, expires: pullMs });
  const lost = setTimeout(() => messages.stop(), lostPullMs);
  try {
    for await (const message of messages) return message;
    return null;
  } finally {
    clearTimeout(lost);
  }
}

async function workOff(message: JsMsg, { work, signal, onError }: ConsumeJobs): Promise<void> {
  if (signal.aborted) {
    message.nak();
    return;
  }
  const job = parsed(message);
  if (!job) {
    // Nobody could ever do it; taken off, so that it does not come back for ever.
    message.term("not a job");
    onError(new Error(`a message on ${message.subject} is not a job`));
    return;
  }
  const lease = setInterval(() => message.working(), extendMs);
  try {
    if ((await work(job)) === "finished") message.ack();
    else message.nak();
  } catch (error) {
    message.nak(pauseMs);
    throw error;
  } finally {
    clearInterval(lease);
  }
}

function parsed(message: JsMsg): JobMessage | null {
  try {
    return jobMessageSchema.parse(message.json());
  } catch {
    return null;
  }
}
