import type { Window } from "../api/schema.d.ts";
import { useProject } from "../shell/project-context.ts";
import { exportTexts } from "../texts/export.ts";
import { date, dateTime, offset, timeOfDay } from "../ui/figures.ts";
import { isEverythingBefore } from "./everything-before.ts";

/** A window on the project's clocks, `27 Nov 2026, 00:00 to 04:00 UTC`; in UTC for whoever points at it. */
export function WindowText({ window }: { readonly window: Window }) {
  const { timeZone } = useProject();
  const title = `${windowInWords(window, "UTC")} UTC`;
  return <span title={title}>{windowInWords(window, timeZone)}</span>;
}

export function windowInWords({ from, to }: Pick<Window, "from" | "to">, timeZone: string): string {
  if (isEverythingBefore(from)) {
    return exportTexts.everythingBefore(`${dateTime(to, timeZone)} ${offset(to, timeZone)}`);
  }
  const [fromOffset, toOffset] = [offset(from, timeZone), offset(to, timeZone)];
  const first = fromOffset === toOffset ? dateTime(from, timeZone) : `${dateTime(from, timeZone)} ${fromOffset}`;
  const isOneDay = fromOffset === toOffset && date(from, timeZone) === date(to, timeZone);
  return `${first} to ${isOneDay ? timeOfDay(to, timeZone) : dateTime(to, timeZone)} ${toOffset}`;
}
