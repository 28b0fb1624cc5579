import type { Measurement } from "../run/measurement.ts";

/** Every round of what was measured for one variant. Empty where there is nothing to measure. */
export interface FormatRounds {
  readonly encoder: Measurement[];
  readonly product: Measurement[];
  readonly duckdb: Measurement[];
  readonly floor: Measurement[];
  /** The encoder of an earlier version. */
  readonly before: Measurement[];
}
