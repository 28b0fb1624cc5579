import type { EventSchema } from "@sluice/types";
import type { RecordSpans } from "./lake-layout.ts";
import type { Load } from "./list-loads.ts";

/** An event's keys in a load, and where the records are that have them. */
export interface KnownKeys {
  readonly eventName: string;
  readonly schema: EventSchema;
  readonly spans: RecordSpans[];
}

/** What a load says of its events' keys. One that was not merged has each event's once, for all of its records. */
export function keysOf(load: Load): KnownKeys[] {
  const whole = new Map<string, RecordSpans>();
  for (const { eventName, minTsMs, maxTsMs } of load.file.parts.flatMap(({ events }) => events)) {
    const span = { captured: load.captured, ts: { fromMs: minTsMs, toMs: maxTsMs } };
    const known = whole.get(eventName);
    whole.set(eventName, known ? spanOf(known, span) : span);
  }
  return load.file.schemas.map(({ eventName, schema, spans }) => {
    const all = whole.get(eventName);
    return { eventName, schema, spans: spans ?? (all ? [all] : []) };
  });
}

/** From the first of both to the last of both. */
export function spanOf(a: RecordSpans, b: RecordSpans): RecordSpans {
  const join = (one: RecordSpans["ts"], other: RecordSpans["ts"]) => ({
    fromMs: Math.min(one.fromMs, other.fromMs),
    toMs: Math.max(one.toMs, other.toMs),
  });
  return { captured: join(a.captured, b.captured), ts: join(a.ts, b.ts) };
}
