import { z } from "zod";
import type { EventSchema } from "./event-schema.ts";

/** A slice of the source that one encoder reads in one go, as an `EventSource` planned it. */
export interface PlannedSegment {
  /** Null for profiles. */
  readonly eventName: string | null;
  readonly databaseId: number;
  readonly records: number;
  /** Bytes of JSON text, before any encoding. */
  readonly sourceBytes: number;
  readonly schema: EventSchema;
  /** Only the adapter that made it reads it; plain JSON, at most a few KiB. */
  readonly token: string;
}

/** One event of a run: its schema is the union over all its segments, its key text is unique within the run. */
export interface PlannedEvent {
  readonly eventIndex: number;
  /** Null for profiles: they are planned as one event without a name. */
  readonly eventName: string | null;
  /** The event's name as it stands in object keys; empty for profiles. */
  readonly keyText: string;
  readonly records: number;
  readonly schema: EventSchema;
}

/** A segment as the plan keeps it. `index` counts from 0 to `count - 1` within (run, event, database). */
export interface RunSegment {
  readonly eventIndex: number;
  readonly databaseId: number;
  readonly index: number;
  readonly count: number;
  readonly records: number;
  readonly sourceBytes: number;
  readonly token: string;
}

/** What one job encodes; its index is its place in `RunPlan.jobs`. */
export interface RunJob {
  /** For people: "Charged · db 0 · 1 of 3" or "12 events". */
  readonly label: string;
  readonly records: number;
  readonly segments: readonly RunSegment[];
}

/** Everything a run will do, fixed once. Sorted by event name (code points), database and segment index. */
export interface RunPlan {
  readonly events: readonly PlannedEvent[];
  readonly jobs: readonly RunJob[];
  readonly expectedRecords: number;
}

/** How the source may slice an event. */
export const segmentLimitsSchema = z.object({
  maxRecords: z.int().positive(),
  maxSourceBytes: z.int().positive(),
  /** So many encoder threads should finish a large event together. */
  parallelism: z.int().min(1).max(1_000),
});
export type SegmentLimits = z.infer<typeof segmentLimitsSchema>;

export const defaultSegmentLimits: SegmentLimits = {
  maxRecords: 1_000_000,
  maxSourceBytes: 512 * 1024 * 1024,
  parallelism: 4,
};
