import type { Format } from "@sluice/types";
import { type Lane, laneConsumer, readJobSubject } from "./lanes.ts";
import type { JobQueue } from "./open-job-queue.ts";
import { lanesWithJobs } from "./take-job.ts";

/** The lanes of a format that may hold jobs for an encoder: heard of as jobs are queued, and looked up now and then. */
export interface KnownLanes {
  /** Hears the subject of a job that was queued just now. */
  hear(subject: string): void;
  /** Looks in the stream where it is a while ago: what came back to the queue made no sound. */
  current(): Promise<readonly Lane[]>;
  /** Asked in vain: forgotten until it is heard of or seen again. */
  wasEmpty(lane: Lane): void;
}

/** What came back to the queue without a sound is found after this long. */
export const lookUpMs = 1_000;
/** A job is heard of a moment before its consumer has it. */
const comingMs = 250;

export function knownLanes(queue: JobQueue, format: Format): KnownLanes {
  const known = new Map<string, { readonly lane: Lane; readonly heardMs: number }>();
  let lookedUpMs = Number.NEGATIVE_INFINITY;
  return {
    hear(subject) {
      const read = readJobSubject(format, subject);
      if (read) known.set(laneConsumer(read.lane), { lane: read.lane, heardMs: performance.now() });
    },
    async current() {
      if (performance.now() - lookedUpMs >= lookUpMs) {
        for (const lane of await lanesWithJobs(queue, format)) {
          const name = laneConsumer(lane);
          if (!known.has(name)) known.set(name, { lane, heardMs: Number.NEGATIVE_INFINITY });
        }
        lookedUpMs = performance.now();
      }
      return [...known.values()].map(({ lane }) => lane);
    },
    wasEmpty(lane) {
      const name = laneConsumer(lane);
      if (performance.now() - (known.get(name)?.heardMs ?? 0) >= comingMs) known.delete(name);
    },
  };
}
