import { compareCodePoints } from "@sluice/types";
import type { StoredEvent } from "../blocks/stored-event.ts";
import type { EventCursor } from "./event-cursor.ts";

/**
 * Gives the events of some files, each sorted by name, `ts` and id, as one such order; of equal ones those that were
 * captured first come first. The same object is given again and again: it stands on one event after the other.
 */
export async function* mergeEvents(
  cursors: readonly EventCursor[],
  eventNames: ReadonlySet<string>,
): AsyncGenerator<StoredEvent> {
  const ranks = new Map([...eventNames].sort(compareCodePoints).map((name, rank) => [name, rank]));
  const rankOf = (cursor: EventCursor) => ranks.get(cursor.eventName) ?? -1;
  const isBefore = (a: EventCursor, b: EventCursor): boolean => {
    if (a.eventName !== b.eventName) return rankOf(a) < rankOf(b);
    if (a.tsMs !== b.tsMs) return a.tsMs < b.tsMs;
    const order = Buffer.compare(a.ids.subarray(a.idStart, a.idEnd), b.ids.subarray(b.idStart, b.idEnd));
    return order === 0 ? a.capturedAtMs < b.capturedAtMs : order < 0;
  };
  const heap = cursors.slice();
  for (let at = (heap.length >> 1) - 1; at >= 0; at--) sink(heap, at, isBefore);
  for (;;) {
    const first = heap[0];
    if (!first) return;
    yield first;
    if (!first.next() && !(await first.readOn())) {
      const last = heap.pop();
      if (heap.length === 0 || !last) return;
      heap[0] = last;
    }
    sink(heap, 0, isBefore);
  }
}

/** Brings an item of a heap, whose first item is before all others, to its place. */
function sink<Item>(heap: Item[], from: number, isBefore: (a: Item, b: Item) => boolean): void {
  const item = heap[from];
  if (item === undefined) return;
  let at = from;
  for (;;) {
    const left = at * 2 + 1;
    const [a, b] = [heap[left], heap[left + 1]];
    if (a === undefined) break;
    const [least, place] = b !== undefined && isBefore(b, a) ? [b, left + 1] : [a, left];
    if (!isBefore(least, item)) break;
    heap[at] = least;
    at = place;
  }
  heap[at] = item;
}
