import type { EpochMs } from "./time.ts";

/** What every batch of records has, column by column. Every list has `length` entries. */
export interface RecordBatch {
  readonly length: number;
  /** When an event happened; when a profile was updated. */
  readonly tsMs: readonly EpochMs[];
}

/** The latest state of some users, in their final order: JSON texts as in an `EventBatch`. */
export interface ProfileBatch extends RecordBatch {
  readonly profiles: readonly string[];
}

/**
 * Some records of one event, in their final order.
 *
 * The four JSON columns hold texts of JSON objects that are valid, compact (no white space outside strings), have no
 * key twice in any object, keep numbers' source text and write lone surrogates as `\udXXX`. An empty object is `{}`.
 */
export interface EventBatch extends ProfileBatch {
  readonly eventIds: readonly string[];
  readonly deviceInfos: readonly string[];
  readonly eventProps: readonly string[];
  readonly sessionProps: readonly string[];
}
