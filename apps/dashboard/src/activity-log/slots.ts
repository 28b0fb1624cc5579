import { useRef } from "react";

/**
 * Gives each row that is drawn a slot, and a slot that has become free to the next row that comes in sight: so the
 * browser changes the words of a row in place of taking it down and building another. A row keeps its slot for as long
 * as it is drawn, and the focus with it.
 */
export function useSlots(indexes: readonly number[]): (index: number) => number {
  const slots = useRef<ReadonlyMap<number, number>>(new Map());
  // The same rows get the same slots, however often React asks.
  const next = nextSlots(slots.current, indexes);
  slots.current = next;
  return (index) => next.get(index) ?? -1;
}

export function nextSlots(slots: ReadonlyMap<number, number>, indexes: readonly number[]): ReadonlyMap<number, number> {
  const kept = indexes.filter((index) => slots.has(index));
  const next = new Map(kept.map((index) => [index, slots.get(index) ?? -1]));
  const taken = new Set(next.values());
  let free = 0;
  for (const index of indexes) {
    if (next.has(index)) continue;
    while (taken.has(free)) free += 1;
    next.set(index, free);
    free += 1;
  }
  return next;
}
