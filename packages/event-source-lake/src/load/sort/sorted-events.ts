import type { EpochMs } from "@sluice/types";

/**
 * An event on its way out of the sort. Its line and its id are ranges of bytes that belong to the sort and change with
 * the next event.
 */
export interface SortedEvent {
  readonly databaseId: number;
  /** The same string for all of an event's records. */
  readonly eventName: string;
  readonly tsMs: EpochMs;
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

/**
 * Takes events by database, event name (in code-point order), `ts`, id (in the order of its bytes) and place in the load.
 * The next one comes once a promise that it gives is fulfilled.
 */
export interface SortedEventSink {
  add(event: SortedEvent): Promise<void> | undefined;
}
