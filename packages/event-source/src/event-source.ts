import type { EpochMs, EventBatch, PlannedSegment, ProfileBatch, SegmentLimits, Window } from "@sluice/types";

/** Where a project's events and profiles are stored. An adapter holds no more than a few batches in memory at a time. */
export interface EventSource {
  /** Every event name of the project with its count and its first and last `ts`, in code-point order. */
  eventNames(project: string): Promise<EventNameSummary[]>;

  /**
   * Every event that has a record with a `ts` from the first of these instants to before the last one, with its records
   * between each two neighbours; in code-point order. The instants ascend; there are two or more. Never reads properties.
   */
  eventVolumes(project: string, boundariesMs: readonly EpochMs[]): Promise<EventVolume[]>;

  /**
   * Closes the past: whatever is captured from now on is captured at or after this instant, whatever clocks say. A window
   * or a snapshot that ends there can be planned as soon as this is done.
   */
  seal(project: string, capturedBeforeMs: EpochMs): Promise<void>;

  /**
   * Splits the query into segments, in a fixed order: by event name (code points), database, then place. Never reads
   * properties. Once its end is sealed the same query gives the same records for ever; where they are cut may change as
   * they are stored in another way.
   */
  plan(query: EventQuery, limits: SegmentLimits, signal?: AbortSignal): AsyncIterable<PlannedSegment>;

  /**
   * Yields the segment's records, always the same ones in the same order, in batches of at most about 1 MiB of text.
   * Stops soon after `signal` aborts, by throwing its reason.
   */
  read(segment: SegmentRef, signal: AbortSignal): AsyncIterable<EventBatch>;

  /**
   * Splits the users that the query chooses into segments without an event name, in a fixed order: by database, then
   * place. Once its end is sealed the same query gives the same users for ever.
   */
  planProfiles(query: ProfileQuery, limits: SegmentLimits, signal?: AbortSignal): AsyncIterable<PlannedSegment>;

  /** As `read`, for a segment of `planProfiles`: one record for each user, the latest state at the query's end. */
  readProfiles(segment: SegmentRef, signal: AbortSignal): AsyncIterable<ProfileBatch>;
}

export interface EventNameSummary {
  readonly eventName: string;
  readonly records: number;
  readonly firstTsMs: EpochMs;
  readonly lastTsMs: EpochMs;
}

export interface EventVolume {
  readonly eventName: string;
  /** One figure for each stretch between two instants, so one less than there are instants. */
  readonly records: readonly number[];
}

export interface EventQuery {
  readonly project: string;
  readonly window: Window;
  /** Only these; all events when null. */
  readonly eventNames: readonly string[] | null;
  /** The snapshot: records captured at or after this instant do not exist for the query. */
  readonly capturedBeforeMs: EpochMs;
}

/** The users whose latest state before `capturedBeforeMs` was captured at or after `capturedFromMs`. */
export interface ProfileQuery {
  readonly project: string;
  readonly capturedFromMs: EpochMs;
  readonly capturedBeforeMs: EpochMs;
}

export interface SegmentRef {
  readonly project: string;
  readonly token: string;
}
