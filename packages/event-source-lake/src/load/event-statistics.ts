import { KeyTable, scanObject, valueTypeOf } from "@sluice/json-text";
import { compareCodePoints, type EventSchema, type KeyTypes, type ValueType, valueTypeSchema } from "@sluice/types";
import { tooManyKeys } from "../errors.ts";
import { type EventRecord, parts } from "./parse-event-line.ts";

/** More keys than any table has columns for; they come from ids used as keys. */
const maxKeys = 5_000;
const allTypes = valueTypeSchema.options;
const bitOf = new Map<ValueType, number>(allTypes.map((type, index) => [type, 1 << index]));
/** These have columns of their own in CSV, so other members of `dimensions` are counted as keys. */
const dimensionKeys = new Set(["width", "height", "unit"]);

/** Collects every event's keys and the types of their values, so that planning never has to read properties. */
export class EventStatistics {
  readonly #events = new Map<string, Record<(typeof parts)[number], PartKeys>>();

  /** Throws where an event has too many different keys to be loaded. */
  add(record: EventRecord): void {
    const event = this.#events.get(record.eventName) ?? {
      profile: new PartKeys(),
      deviceInfo: new PartKeys("dimensions"),
      eventProps: new PartKeys(),
      sessionProps: new PartKeys(),
    };
    this.#events.set(record.eventName, event);
    for (const part of parts) event[part].add(record[part]);
    for (const part of parts) {
      if (event[part].size > maxKeys) throw tooManyKeys(record.eventName, part, maxKeys);
    }
  }

  schemas(): { readonly eventName: string; readonly schema: EventSchema }[] {
    return [...this.#events].map(([eventName, event]) => ({
      eventName,
      schema: {
        profile: event.profile.toList(),
        deviceInfo: event.deviceInfo.toList(),
        eventProps: event.eventProps.toList(),
        sessionProps: event.sessionProps.toList(),
      },
    }));
  }
}

class PartKeys {
  readonly #keys = new KeyTable();
  readonly #types: number[] = [];
  readonly #spread: string | null;
  readonly #spreadKeys: PartKeys | null;

  constructor(spread: string | null = null) {
    this.#spread = spread;
    this.#spreadKeys = spread === null ? null : new PartKeys();
  }

  get size(): number {
    return this.#keys.keys.length + (this.#spreadKeys?.size ?? 0);
  }

  add(object: string): void {
    if (object !== "{}") scanObject(object, this.#keys, this.#visit);
  }

  readonly #visit = (key: number, text: string, start: number, end: number): void => {
    const type = valueTypeOf(text, start, end);
    this.#types[key] = (this.#types[key] ?? 0) | (bitOf.get(type) ?? 0);
    if (type === "object" && this.#spread !== null && this.#keys.keys[key] === this.#spread) {
      this.#spreadKeys?.add(text.slice(start, end));
    }
  };

  toList(): KeyTypes[] {
    const own = this.#keys.keys.map((key, index) => ({ key, types: typesOf(this.#types[index] ?? 0) }));
    const spread = this.#spreadKeys?.toList().filter(({ key }) => !dimensionKeys.has(key)) ?? [];
    const known = new Set(own.map(({ key }) => key));
    const nested = spread.map(({ key, types }) => ({ key: `${this.#spread}.${key}`, types }));
    return [...own, ...nested.filter(({ key }) => !known.has(key))].sort((a, b) => compareCodePoints(a.key, b.key));
  }
}

function typesOf(bits: number): ValueType[] {
  return allTypes.filter((type) => (bits & (bitOf.get(type) ?? 0)) !== 0);
}
