import type { EventSource } from "@sluice/event-source";
import type { Warning } from "@sluice/types";
import { closeMatches } from "./close-matches.ts";

/** Names that no event has: accepted, because such an event may come later, but perhaps not what was meant. */
export async function eventNameWarnings(
  source: EventSource,
  projectId: string,
  eventNames: readonly string[],
): Promise<Warning[]> {
  const known = (await source.eventNames(projectId)).map(({ eventName }) => eventName);
  const knownSet = new Set(known);
  return eventNames
    .filter((name) => !knownSet.has(name))
    .map((name) => ({ code: "export.unknown_event", message: unknownEvent(name, known) }));
}

function unknownEvent(name: string, known: readonly string[]): string {
  const close = closeMatches(name, known).map((match) => JSON.stringify(match));
  const hint =
    close.length > 0 ? `Did you mean ${close.join(" or ")}?` : "The list of event names has those there are.";
  return `No event of this project is called ${JSON.stringify(name)} so far; it is exported once there is one. ${hint}`;
}
