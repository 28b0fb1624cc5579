import { compareBytes } from "./compare-bytes.ts";
import type { EventOrder } from "./event-order.ts";
import { recordLayout } from "./record-layout.ts";
import type { RunSource } from "./run-source.ts";
import type { SortedEvent } from "./sorted-events.ts";

/** Hands on the records of sorted runs in their order; of equal ones, those of an earlier run come first. */
export async function mergeRuns(
  sources: readonly RunSource[],
  order: EventOrder,
  take: (head: RunHead) => Promise<void> | undefined,
  signal: AbortSignal,
): Promise<void> {
  const heap: RunHead[] = [];
  for (const [place, source] of sources.entries()) {
    if (source.isDone) continue;
    const head = new RunHead(source, place, order);
    head.load();
    heap.push(head);
  }
  for (let at = heap.length >> 1; at >= 0; at--) sink(heap, at);
  for (let first = heap[0]; first !== undefined; first = heap[0]) {
    const taking = take(first);
    if (taking !== undefined) await taking;
    const moving = first.source.next();
    if (moving !== undefined) {
      await moving;
      signal.throwIfAborted();
    }
    if (first.source.isDone) {
      const last = heap.pop();
      if (last === undefined || last === first) return;
      heap[0] = last;
    } else {
      first.load();
    }
    sink(heap, 0);
  }
}

/** The next record of a run. */
export class RunHead implements SortedEvent {
  databaseId = 0;
  rank = 0;
  eventName = "";
  tsMs = 0;
  /** The whole load is captured at once, when it is written. */
  readonly capturedAtMs = 0;
  lines: Buffer;
  start = 0;
  lineStart = 0;
  lineEnd = 0;
  profileBytes = 0;
  deviceInfoBytes = 0;
  sessionPropsBytes = 0;
  ids: Buffer;
  idStart = 0;
  idEnd = 0;
  readonly source: RunSource;
  readonly place: number;
  readonly #order: EventOrder;

  constructor(source: RunSource, place: number, order: EventOrder) {
    this.source = source;
    this.place = place;
    this.#order = order;
    this.lines = source.bytes;
    this.ids = source.bytes;
  }

  load(): void {
    const { at, view, bytes } = this.source;
    const number = view.getUint32(at + recordLayout.eventNumber, true);
    this.lines = bytes;
    this.ids = bytes;
    this.start = at;
    this.databaseId = view.getUint32(at + recordLayout.databaseId, true);
    this.rank = this.#order.ranks[number] ?? 0;
    this.eventName = this.#order.names[number] ?? "";
    this.tsMs = view.getFloat64(at + recordLayout.ts, true);
    this.profileBytes = view.getUint32(at + recordLayout.profileBytes, true);
    this.deviceInfoBytes = view.getUint32(at + recordLayout.deviceInfoBytes, true);
    this.sessionPropsBytes = view.getUint32(at + recordLayout.sessionPropsBytes, true);
    this.idStart = at + recordLayout.id;
    this.idEnd = this.idStart + view.getUint32(at + recordLayout.idBytes, true);
    this.lineStart = this.idEnd;
    this.lineEnd = at + view.getUint32(at + recordLayout.byteLength, true);
  }
}

function sink(heap: RunHead[], from: number): void {
  const moved = heap[from];
  if (moved === undefined) return;
  let at = from;
  for (;;) {
    let child = 2 * at + 1;
    let smaller = heap[child];
    const right = heap[child + 1];
    if (smaller === undefined) break;
    if (right !== undefined && compareHeads(right, smaller) < 0) {
      smaller = right;
      child++;
    }
    if (compareHeads(moved, smaller) <= 0) break;
    heap[at] = smaller;
    at = child;
  }
  heap[at] = moved;
}

function compareHeads(a: RunHead, b: RunHead): number {
  if (a.databaseId !== b.databaseId) return a.databaseId - b.databaseId;
  if (a.rank !== b.rank) return a.rank - b.rank;
  if (a.tsMs !== b.tsMs) return a.tsMs - b.tsMs;
  return compareBytes(a.ids, a.idStart, a.idEnd, b.ids, b.idStart, b.idEnd) || a.place - b.place;
}
