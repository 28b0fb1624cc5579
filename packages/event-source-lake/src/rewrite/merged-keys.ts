import { isDeepStrictEqual } from "node:util";
import { type EventSchema, SchemaUnion } from "@sluice/types";
import { type KnownKeys, keysOf, spanOf } from "../event-keys.ts";
import type { EventKeys, RecordSpans } from "../lake-layout.ts";
import type { Load } from "../list-loads.ts";

/**
 * The keys of each event as its loads had them, and where the records of each load are, so that a plan has the same keys
 * whether it finds those loads or the one that they are merged into.
 */
export function mergedKeys(loads: readonly Load[]): EventKeys[] {
  const events = new Map<string, Keys[]>();
  for (const { eventName, schema, spans } of loads.flatMap(keysOf)) {
    const list = events.get(eventName) ?? [];
    events.set(eventName, list);
    const same = list.find((keys) => isDeepStrictEqual(keys.schema, schema));
    if (same) same.spans.push(...spans);
    else list.push({ schema, spans: [...spans] });
  }
  return [...events].flatMap(([eventName, list]) =>
    fewerKeys(list).map(({ schema, spans }): KnownKeys => ({ eventName, schema, spans: fewerSpans(spans) })),
  );
}

interface Keys {
  readonly schema: EventSchema;
  readonly spans: RecordSpans[];
}

/** A description does not grow with all the loads that ever were: the oldest are told apart no more. */
const maxSpans = 64;
const maxKeys = 32;

function fewerSpans(spans: readonly RecordSpans[]): RecordSpans[] {
  const kept = spans.toSorted((a, b) => a.captured.fromMs - b.captured.fromMs);
  const first = kept.splice(0, Math.max(0, kept.length - maxSpans + 1));
  const joined = first.reduce<RecordSpans | null>((a, b) => (a === null ? b : spanOf(a, b)), null);
  return joined === null ? kept : [joined, ...kept];
}

function fewerKeys(list: readonly Keys[]): Keys[] {
  const first = list.slice(0, Math.max(0, list.length - maxKeys + 1));
  if (first.length < 2) return [...list];
  const schema = new SchemaUnion();
  for (const keys of first) schema.add(keys.schema);
  return [{ schema: schema.toSchema(), spans: first.flatMap(({ spans }) => spans) }, ...list.slice(first.length)];
}
