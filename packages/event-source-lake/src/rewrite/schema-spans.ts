import { isDeepStrictEqual } from "node:util";
import { type EventSchema, SchemaUnion } from "@sluice/types";
import type { CapturedSpan, SchemaSpan } from "../lake-layout.ts";
import type { Load } from "../list-loads.ts";

/**
 * The keys of each event as its loads had them, so that a plan has the same keys whether it finds those loads or the one
 * that they are merged into. Neighbours with the same keys are one span.
 */
export function schemaSpans(loads: readonly Load[]): SchemaSpan[] {
  const spans = new Map<string, KnownSpan[]>();
  const byCapture = loads.flatMap(spansOf).sort((a, b) => a.captured.fromMs - b.captured.fromMs);
  for (const span of byCapture) {
    const list = spans.get(span.eventName) ?? [];
    spans.set(span.eventName, list);
    const last = list.at(-1);
    if (last && isDeepStrictEqual(last.schema, span.schema)) list[list.length - 1] = joined(last, span);
    else list.push(span);
  }
  return [...spans.values()].flatMap(fewer);
}

interface KnownSpan {
  readonly eventName: string;
  readonly schema: EventSchema;
  readonly captured: CapturedSpan;
  readonly ts: CapturedSpan;
}

function spansOf(load: Load): KnownSpan[] {
  const instants = new Map<string, CapturedSpan>();
  for (const { eventName, minTsMs, maxTsMs } of load.file.parts.flatMap(({ events }) => events)) {
    const known = instants.get(eventName) ?? { fromMs: minTsMs, toMs: maxTsMs };
    instants.set(eventName, { fromMs: Math.min(known.fromMs, minTsMs), toMs: Math.max(known.toMs, maxTsMs) });
  }
  return load.file.schemas.map(({ eventName, schema, captured = load.captured, ts }) => ({
    eventName,
    schema,
    captured,
    ts: ts ?? instants.get(eventName) ?? { fromMs: 0, toMs: 0 },
  }));
}

/** Keys that change with every load would make a description as long as its loads are many. */
const maxSpans = 64;

/** The oldest are told apart no more. */
function fewer(list: readonly KnownSpan[]): KnownSpan[] {
  const kept = list.slice();
  while (kept.length > maxSpans) {
    const [first, second] = kept.splice(0, 2);
    if (first && second) kept.unshift(joined(first, second));
  }
  return kept;
}

function joined(a: KnownSpan, b: KnownSpan): KnownSpan {
  const schema = new SchemaUnion();
  schema.add(a.schema);
  schema.add(b.schema);
  return {
    eventName: a.eventName,
    schema: schema.toSchema(),
    captured: spanOf(a.captured, b.captured),
    ts: spanOf(a.ts, b.ts),
  };
}

function spanOf(a: CapturedSpan, b: CapturedSpan): CapturedSpan {
  return { fromMs: Math.min(a.fromMs, b.fromMs), toMs: Math.max(a.toMs, b.toMs) };
}
