import { defaultObjectLimits, type FinishedObject } from "@sluice/encoding";
import { formatOptionsSchema } from "@sluice/types";
import type { EncodeSegments, JobSegments } from "../src/encode-segments.ts";

const schema = { profile: [], deviceInfo: [], eventProps: [], sessionProps: [] };

/** Segments with these tokens, each of an event of its own. */
export function segmentsOf(tokens: readonly string[], sourceBytes = 100): JobSegments {
  return {
    projectId: "acme",
    timeZone: "UTC",
    options: formatOptionsSchema.parse({}),
    segments: tokens.map((token, eventIndex) => ({
      segment: { eventIndex, databaseId: 0, index: 0, count: 1, records: 1, sourceBytes, token },
      event: { eventIndex, eventName: token, keyText: token, records: 1, schema },
    })),
  };
}

export const limits = defaultObjectLimits;

export interface EncodedSegments {
  /** Of each segment, its objects in the order they were stored. */
  readonly objects: readonly (readonly FinishedObject[])[];
  readonly records: number;
  /** How many objects were on their way at once. */
  readonly mostAtOnce: number;
}

export interface HowToEncode {
  readonly signal?: AbortSignal;
  readonly mayRead?: () => Promise<void>;
  /** What becomes of an object while it is stored. */
  readonly storing?: (object: FinishedObject, signal: AbortSignal) => Promise<void>;
}

export async function encoded(
  encodeSegments: EncodeSegments,
  job: JobSegments,
  how: HowToEncode = {},
): Promise<EncodedSegments> {
  const objects: FinishedObject[][] = job.segments.map(() => []);
  let [records, atOnce, mostAtOnce] = [0, 0, 0];
  await encodeSegments(job, {
    signal: how.signal ?? new AbortController().signal,
    mayRead: how.mayRead ?? (async () => undefined),
    onRecords(more) {
      records += more;
    },
    async store(segment, object, signal) {
      mostAtOnce = Math.max(mostAtOnce, ++atOnce);
      await how.storing?.(object, signal);
      objects[segment]?.push(object);
      atOnce--;
    },
  });
  return { objects, records, mostAtOnce };
}
