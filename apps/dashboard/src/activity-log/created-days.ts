import { parseAbsolute, parseDate, toCalendarDate } from "@internationalized/date";

/** A day as a date field has it, such as `2026-11-27`, in a time zone, and the instants `[from, to)` that it is. */

export function startOfDay(day: string, timeZone: string): string | undefined {
  return isDay(day) ? parseDate(day).toDate(timeZone).toISOString() : undefined;
}

export function endOfDay(day: string, timeZone: string): string | undefined {
  return isDay(day) ? parseDate(day).add({ days: 1 }).toDate(timeZone).toISOString() : undefined;
}

/** The day that an instant is in; empty when there is none. */
export function dayOf(at: string | undefined, timeZone: string): string {
  return at === undefined ? "" : toCalendarDate(parseAbsolute(new Date(at).toISOString(), timeZone)).toString();
}

/** The last day before an instant. */
export function dayBefore(at: string | undefined, timeZone: string): string {
  return at === undefined ? "" : dayOf(new Date(Date.parse(at) - 1).toISOString(), timeZone);
}

/** While somebody types a year, the field has it with its first digits. */
function isDay(day: string): boolean {
  return /^[1-9]\d{3}-\d\d-\d\d$/.test(day);
}
