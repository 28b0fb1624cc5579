import type { EventSchema } from "@sluice/types";
import { tooManyKeys } from "../errors.ts";
import { type EventRecord, parts } from "./event-record.ts";
import { KeyStatistics, maxKeys } from "./key-statistics.ts";

/** Collects every event's keys and the types of their values, so that planning never has to read properties. */
export class EventStatistics {
  readonly #events = new Map<string, Record<(typeof parts)[number], KeyStatistics>>();

  /** Throws where an event has too many different keys to be loaded. */
  add(record: EventRecord): void {
    const event = this.#events.get(record.eventName) ?? {
      profile: new KeyStatistics(),
      deviceInfo: new KeyStatistics("dimensions"),
      eventProps: new KeyStatistics(),
      sessionProps: new KeyStatistics(),
    };
    this.#events.set(record.eventName, event);
    for (const part of parts) event[part].add(record[part]);
    for (const part of parts) {
      if (event[part].size > maxKeys) throw tooManyKeys(`${part} of the event "${record.eventName}"`, maxKeys);
    }
  }

  get eventNames(): number {
    return this.#events.size;
  }

  schemas(): { eventName: string; schema: EventSchema }[] {
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
