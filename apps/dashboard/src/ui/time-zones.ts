import { offset } from "./figures.ts";

/** Names that people look for and that browsers list by older ones, if at all. */
const alsoKnown = [
  "UTC",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Asia/Ho_Chi_Minh",
  "Asia/Yangon",
  "Europe/Kyiv",
  "America/Nuuk",
  "America/Argentina/Buenos_Aires",
  "Atlantic/Faroe",
  "Pacific/Kanton",
];

export interface TimeZone {
  readonly id: string;
  /** At that moment: `UTC+05:30`. */
  readonly offset: string;
}

/** All time zones that this browser knows, and the one that is there now, by name; UTC is the first. */
export function timeZones(current: string, nowMs: number): TimeZone[] {
  const names = new Set([...Intl.supportedValuesOf("timeZone"), ...alsoKnown.filter(isKnown), current]);
  names.delete("UTC");
  return ["UTC", ...[...names].toSorted()].map((id) => ({ id, offset: isKnown(id) ? offset(nowMs, id) : "" }));
}

function isKnown(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
