import type { EpochMs } from "./time.ts";

/**
 * Some records of one event, column by column, in their final order. Every list has `length` entries.
 *
 * The four JSON columns hold texts of JSON objects that are valid, compact (no white space outside strings), have no
 * key twice in any object, keep numbers' source text and write lone surrogates as `\udXXX`. An empty object is `{}`.
 */
export interface EventBatch {
  readonly length: number;
  readonly eventIds: readonly string[];
  readonly tsMs: readonly EpochMs[];
  readonly profiles: readonly string[];
  readonly deviceInfos: readonly string[];
  readonly eventProps: readonly string[];
  readonly sessionProps: readonly string[];
}
