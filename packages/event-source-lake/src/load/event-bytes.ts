import type { EpochMs } from "@sluice/types";
import type { EventEntry } from "./event-statistics.ts";

/**
 * An event as ranges of bytes, which hold until the next one is read. The parts are compact JSON objects; a part that
 * holds nothing may be missing, and is an empty range then.
 */
export interface EventBytes {
  readonly entry: EventEntry;
  readonly tsMs: EpochMs;
  readonly bytes: Uint8Array;
  readonly profileStart: number;
  readonly profileEnd: number;
  readonly deviceInfoStart: number;
  readonly deviceInfoEnd: number;
  readonly eventPropsStart: number;
  readonly eventPropsEnd: number;
  readonly sessionPropsStart: number;
  readonly sessionPropsEnd: number;
  /** Holds the id, which may have been made. */
  readonly idBytes: Uint8Array;
  readonly idStart: number;
  readonly idEnd: number;
}
