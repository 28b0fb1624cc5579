import type { EpochMs } from "@sluice/types";

/**
 * An event as the lake stores it. Its line and its id are ranges of bytes that belong to somebody else: whoever is
 * given one takes what it needs before it returns.
 */
export interface StoredEvent {
  readonly eventName: string;
  readonly tsMs: EpochMs;
  /** Of its load; nothing says it yet where a load is in the making. */
  readonly capturedAtMs: EpochMs;
  /** The line as an `EventBatch` has it, with `ts` in UTC. */
  readonly lines: Uint8Array;
  readonly lineStart: number;
  readonly lineEnd: number;
  readonly profileBytes: number;
  /** 0 where the line has none, as for `sessionPropsBytes`. */
  readonly deviceInfoBytes: number;
  readonly sessionPropsBytes: number;
  readonly ids: Uint8Array;
  readonly idStart: number;
  readonly idEnd: number;
}
