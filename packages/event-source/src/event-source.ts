import type { EpochMs, EventBatch, PlannedSegment, SegmentLimits, Window } from "@sluice/types";

/** Where a project's events are stored. An adapter holds no more than a few batches in memory at a time. */
export interface EventSource {
  /** Every event name of the project with its count and its first and last `ts`, in code-point order. */
  eventNames(project: string): Promise<EventNameSummary[]>;

  /**
   * Splits the query into segments, in a fixed order: by event name (code points), database, then place.
   * Never reads properties; the same query gives the same segments for ever.
   */
  plan(query: EventQuery, limits: SegmentLimits, signal?: AbortSignal): AsyncIterable<PlannedSegment>;

  /**
   * Yields the segment's records, always the same ones in the same order, in batches of at most about 1 MiB of text.
   * Stops soon after `signal` aborts, by throwing its reason.
   */
  read(segment: SegmentRef, signal: AbortSignal): AsyncIterable<EventBatch>;
}

export interface EventNameSummary {
  readonly eventName: string;
  readonly records: number;
  readonly firstTsMs: EpochMs;
  readonly lastTsMs: EpochMs;
}

export interface EventQuery {
  readonly project: string;
  readonly window: Window;
  /** Only these; all events when null. */
  readonly eventNames: readonly string[] | null;
  /** The snapshot: records captured at or after this instant do not exist for the query. */
  readonly capturedBeforeMs: EpochMs;
}

export interface SegmentRef {
  readonly project: string;
  readonly token: string;
}
