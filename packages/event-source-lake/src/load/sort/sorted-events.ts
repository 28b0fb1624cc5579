import type { StoredEvent } from "../../blocks/stored-event.ts";

/** An event on its way out of the sort, whose bytes change with the next one. */
export interface SortedEvent extends StoredEvent {
  readonly databaseId: number;
}

/**
 * Takes events by database, event name (in code-point order), `ts`, id (in the order of its bytes) and place in the load.
 * The next one comes once a promise that it gives is fulfilled.
 */
export interface SortedEventSink {
  add(event: SortedEvent): Promise<void> | undefined;
}
