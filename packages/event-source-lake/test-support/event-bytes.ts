import { type EventBytes, eventBytes } from "../src/load/event-bytes.ts";
import type { EventRecord } from "../src/load/event-record.ts";
import type { EventStatistics } from "../src/load/event-statistics.ts";

/** An event in bytes; what is not given is empty. */
export function eventOf(
  statistics: EventStatistics,
  event: Partial<EventRecord> & { readonly eventName: string },
): EventBytes {
  const empty = { tsMs: 0, eventId: "", profile: "", deviceInfo: "", eventProps: "", sessionProps: "" };
  return eventBytes({ ...empty, ...event }, statistics.entryOf(event.eventName));
}
