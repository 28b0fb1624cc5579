import { compareCodePoints, type EventSchema, type KeyTypes, type ValueType, valueTypeSchema } from "./event-schema.ts";

type Section = keyof EventSchema;
const sections: readonly Section[] = ["profile", "deviceInfo", "eventProps", "sessionProps"];

/** Collects every key of an event's segments with every type it was seen with. */
export class SchemaUnion {
  readonly #seen: Readonly<Record<Section, Map<string, Set<ValueType>>>> = {
    profile: new Map(),
    deviceInfo: new Map(),
    eventProps: new Map(),
    sessionProps: new Map(),
  };
  #last: EventSchema | undefined;

  add(schema: EventSchema): void {
    // Segments of one load share their schema object, so most additions have nothing new to say.
    if (schema === this.#last) return;
    this.#last = schema;
    for (const section of sections) {
      const keys = this.#seen[section];
      for (const { key, types } of schema[section]) {
        const known = keys.get(key) ?? new Set();
        for (const type of types) known.add(type);
        keys.set(key, known);
      }
    }
  }

  /** Keys in code-point order, types in the order of `valueTypeSchema`. */
  toSchema(): EventSchema {
    const list = (section: Section): KeyTypes[] =>
      [...this.#seen[section]]
        .sort(([a], [b]) => compareCodePoints(a, b))
        .map(([key, types]) => ({ key, types: valueTypeSchema.options.filter((type) => types.has(type)) }));
    return {
      profile: list("profile"),
      deviceInfo: list("deviceInfo"),
      eventProps: list("eventProps"),
      sessionProps: list("sessionProps"),
    };
  }
}
