import type { DeliveredObject } from "../../api/schema.d.ts";

export interface EventTotals {
  readonly name: string;
  readonly records: number;
  readonly bytes: number;
  readonly objects: number;
}

/** What a run has delivered of each event, most records first; of profiles there is nothing to tell apart. */
export function eventTotals(objects: readonly DeliveredObject[]): readonly EventTotals[] {
  const totals = new Map<string, EventTotals>();
  for (const { eventName, records, bytes } of objects) {
    if (eventName === null) continue;
    const so = totals.get(eventName);
    totals.set(eventName, {
      name: eventName,
      records: (so?.records ?? 0) + records,
      bytes: (so?.bytes ?? 0) + bytes,
      objects: (so?.objects ?? 0) + 1,
    });
  }
  return [...totals.values()].sort((one, other) => other.records - one.records || (one.name < other.name ? -1 : 1));
}

/** Those whose name has the text, whatever its case. */
export function searchedFor<T extends { readonly name: string }>(all: readonly T[], text: string): readonly T[] {
  const wanted = text.trim().toLowerCase();
  return wanted === "" ? all : all.filter(({ name }) => name.toLowerCase().includes(wanted));
}
