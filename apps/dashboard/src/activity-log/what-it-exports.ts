import type { Export } from "../api/schema.d.ts";
import { logTexts as texts } from "../texts/activity-log.ts";

type Told = Pick<Export, "name" | "type" | "eventNames" | "format" | "everyHours">;

const shownEvents = 2;

/** An export's name; one without is called by what it exports. */
export function titleOf(export_: Pick<Told, "name" | "type" | "eventNames">): string {
  return export_.name ?? eventsOf(export_);
}

/** What, as what and how often: `Charged, Signed Up and 3 more · CSV · every 8 h`. */
export function whatItExports(export_: Told): string {
  const { format, everyHours, name } = export_;
  const often = everyHours === null ? texts.once : texts.every(everyHours);
  return [...(name === null ? [] : [eventsOf(export_)]), texts.format[format], often].join(" · ");
}

function eventsOf({ type, eventNames }: Pick<Told, "type" | "eventNames">): string {
  if (eventNames === null) return texts.type[type];
  const rest = eventNames.length - shownEvents;
  const shown = rest === 1 ? eventNames : eventNames.slice(0, shownEvents);
  const parts = rest > 1 ? [...shown, texts.more(rest)] : shown;
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
