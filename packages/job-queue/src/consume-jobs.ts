import { type Format, type JobMessage, jobMessageSchema } from "@sluice/types";
import { alarm } from "./alarm.ts";
import { leaseMs } from "./ensure-streams.ts";
import { fairOrder } from "./fair-order.ts";
import { type JobPlace, type JobPlaces, jobPlaces, type PlaceLimits } from "./job-places.ts";
import { type KnownLanes, knownLanes, lookUpMs } from "./known-lanes.ts";
import type { Lane } from "./lanes.ts";
import type { JobQueue } from "./open-job-queue.ts";
import { formatJobs } from "./subjects.ts";
import { type LeasedJob, takeJob } from "./take-job.ts";

export interface ConsumeJobs {
  readonly format: Format;
  readonly limits: PlaceLimits;
  /** Stops taking jobs; those at work go on. */
  readonly signal: AbortSignal;
  /** Works a job off: `finished` takes it off the queue, `handBack` puts it back for another encoder. */
  readonly work: (job: JobMessage, place: JobPlace) => Promise<"finished" | "handBack">;
  readonly onError: (error: unknown) => void;
}

/** After a sound with nothing to take yet, it looks again so soon, and then less and less often. */
const firstLookMs = 5;
const pauseMs = 500;
/** A loaded machine may miss one of these, or two. */
const extendMs = leaseMs / 6;

/** Takes jobs of one format, fairly between projects and connections, until `signal` aborts; then waits for those at work. */
export async function consumeJobs(queue: JobQueue, options: ConsumeJobs): Promise<void> {
  const { format, limits, signal, onError } = options;
  const atWork = new Set<Promise<void>>();
  const wake = alarm(signal);
  const places = jobPlaces(limits, wake.ring);
  const lanes = knownLanes(queue, format);
  const queued = queue.connection.subscribe(formatJobs(format), {
    callback: (error, { subject }) => {
      if (error) return;
      lanes.hear(subject);
      wake.ring();
    },
  });
  let failing = false;
  let lookMs = firstLookMs;
  while (!signal.aborted) {
    try {
      const taken = places.hasRoom() ? await takeFairly(queue, lanes, places) : null;
      failing = false;
      if (taken === null) {
        const hasRung = await wake.wait(lookMs);
        lookMs = hasRung ? firstLookMs : Math.min(lookMs * 2, lookUpMs);
        continue;
      }
      const job: Promise<void> = workOff(taken.message, places.take(taken.lane), options)
        .catch(onError)
        .finally(() => atWork.delete(job));
      atWork.add(job);
    } catch (error) {
      // While the queue stays away, once is enough.
      if (!signal.aborted && !failing) onError(error);
      failing = true;
      await wake.wait(pauseMs);
    }
  }
  queued.unsubscribe();
  await Promise.all(atWork);
}

async function takeFairly(
  queue: JobQueue,
  lanes: KnownLanes,
  places: JobPlaces,
): Promise<{ readonly lane: Lane; readonly message: LeasedJob } | null> {
  const open = (await lanes.current()).filter(places.mayTake);
  for (const lane of fairOrder(open, places)) {
    const message = await takeJob(queue, lane);
    if (message) return { lane, message };
    lanes.wasEmpty(lane);
  }
  return null;
}

async function workOff(
  message: LeasedJob,
  place: JobPlace & Disposable,
  { work, signal, onError }: ConsumeJobs,
): Promise<void> {
  using _place = place;
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
    if ((await work(job, place)) === "finished") message.ack();
    else message.nak();
  } catch (error) {
    message.nak(pauseMs);
    throw error;
  } finally {
    clearInterval(lease);
  }
}

function parsed(message: LeasedJob): JobMessage | null {
  try {
    return jobMessageSchema.parse(message.json());
  } catch {
    return null;
  }
}
