import type { EncodeJob } from "@sluice/config-store";
import {
  type Encoder,
  encodeProfiles,
  encodeSegment,
  type FinishedObject,
  type ObjectLimits,
  type SegmentOutput,
} from "@sluice/encoding";
import type { EventSource } from "@sluice/event-source";
import { severalAtOnce } from "./several-at-once.ts";

/** Segments of one job. */
export type JobSegments = Pick<EncodeJob, "projectId" | "timeZone" | "options" | "segments">;

/** Where segments are encoded, and what becomes of them. */
export interface SegmentsAtWork {
  /** Nothing is read before this says so. */
  readonly mayRead: () => Promise<void>;
  /** Stores an object of the segment at this place in the list. A segment's objects come one after the other. */
  readonly store: (segment: number, object: FinishedObject, signal: AbortSignal) => Promise<void>;
  readonly onRecords: (records: number) => void;
  readonly signal: AbortSignal;
}

export type EncodeSegments = (job: JobSegments, atWork: SegmentsAtWork) => Promise<void>;

export interface EncodingHere<Footer> {
  readonly encoder: Encoder<Footer>;
  readonly source: EventSource;
  readonly limits: ObjectLimits;
  readonly gzipLevel: number;
  readonly scratch: string;
}

/** So many small segments are read, encoded and stored at once, as storing one takes longer than making it. */
const smallSegments = { most: 4, room: 4 * 1024 * 1024 };

/** Encodes segments in this thread. */
export function encodingHere<Footer>(here: EncodingHere<Footer>): EncodeSegments {
  return (job, atWork) => {
    const places = [...job.segments.keys()];
    const sizeOf = (place: number) => job.segments[place]?.segment.sourceBytes ?? 0;
    const { signal } = atWork;
    return severalAtOnce(places, { ...smallSegments, sizeOf, signal }, (place, ownSignal) =>
      encodeOne(here, job, place, { ...atWork, signal: ownSignal }),
    );
  };
}

async function encodeOne<Footer>(
  { source, ...here }: EncodingHere<Footer>,
  { projectId, timeZone, options, segments }: JobSegments,
  place: number,
  { mayRead, store, onRecords, signal }: SegmentsAtWork,
): Promise<void> {
  const { segment, event } = segments[place] ?? {};
  if (!segment || !event) return;
  const output: SegmentOutput<Footer> = {
    ...here,
    index: segment.index,
    count: segment.count,
    signal,
    onProgress: onRecords,
    sink: (object) => store(place, object, signal),
  };
  const ref = { project: projectId, token: segment.token };
  const { eventName, schema } = event;
  if (eventName === null) {
    const batches = whenAllowed(source.readProfiles(ref, signal), mayRead);
    await encodeProfiles({ ...output, context: { keys: schema.profile, options }, batches });
  } else {
    const batches = whenAllowed(source.read(ref, signal), mayRead);
    await encodeSegment({ ...output, context: { eventName, schema, timeZone, options }, batches });
  }
}

async function* whenAllowed<Batch>(batches: AsyncIterable<Batch>, mayRead: () => Promise<void>): AsyncIterable<Batch> {
  await mayRead();
  for await (const batch of batches) {
    yield batch;
    await mayRead();
  }
}
