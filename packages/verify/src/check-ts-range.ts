import type { DeliveredObject } from "@sluice/types";
import type { TsRange } from "./content.ts";

/** What an object's `ts` say: that they fit (and how far their clocks are from UTC, where that is not given), or not. */
export type TsCheck =
  | { readonly ok: true; readonly offsetsMs: readonly number[] }
  | { readonly ok: false; readonly message: string };

const secondMs = 1_000;
const quarterMs = 15 * 60 * secondMs;
const farthestMs = 15 * 60 * 60 * secondMs;

/**
 * Compares `minTs` and `maxTs` with the content. Printed times have no zone: with a zone they must be exact on its
 * clocks; without one each must be a whole number of quarter hours, at most 15 hours, from UTC. Where clocks are put
 * back within an object its smallest and its first text differ; either may be the one.
 */
export function checkTsRange(object: DeliveredObject, range: TsRange, timeZone: string | null): TsCheck {
  const { minTs, maxTs } = object;
  if (range.kind === "none") return { ok: true, offsetsMs: [] };
  if (range.kind === "exact") {
    if (range.minMs === Date.parse(minTs) && range.maxMs === Date.parse(maxTs)) return { ok: true, offsetsMs: [] };
    return differs(object, instant(range.minMs), instant(range.maxMs));
  }
  if (timeZone !== null) {
    const [min, max] = [printed(minTs, timeZone), printed(maxTs, timeZone)];
    const fits = (range.min === min && range.max === max) || (range.first === min && range.last === max);
    return fits ? { ok: true, offsetsMs: [] } : differs(object, range.min, `${range.max} in ${timeZone}`);
  }
  for (const [low, high] of [[range.min, range.max] as const, [range.first, range.last] as const]) {
    const offsetsMs = [offsetMs(low, minTs), offsetMs(high, maxTs)];
    if (offsetsMs.every(isOffset)) return { ok: true, offsetsMs };
  }
  return differs(object, range.min, `${range.max}, which are those times in no time zone`);
}

const greatestSpreadMs = 3 * 60 * 60 * secondMs;

/** One zone's clocks are changed by an hour or two in a year, never by more: else the objects are of several zones. */
export function areOfOneZone(offsetsMs: Iterable<number>): boolean {
  const all = [...new Set(offsetsMs)];
  return all.length === 0 || Math.max(...all) - Math.min(...all) <= greatestSpreadMs;
}

function differs({ minTs, maxTs }: DeliveredObject, low: string, high: string): TsCheck {
  return {
    ok: false,
    message: `the manifest has it from ${minTs} to ${maxTs}, its records are from ${low} to ${high}`,
  };
}

function isOffset(ms: number): boolean {
  return ms % quarterMs === 0 && Math.abs(ms) <= farthestMs;
}

function offsetMs(text: string, ts: string): number {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text) ?? [];
  const wallMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return wallMs - Math.floor(Date.parse(ts) / secondMs) * secondMs;
}

/** By `Intl`, since not every browser has `Temporal`. */
export function printed(ts: string, timeZone: string): string {
  const clock = new Intl.DateTimeFormat("en-u-ca-iso8601-nu-latn", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  const parts = clock.formatToParts(Date.parse(ts)).map(({ type, value }) => [type, value]);
  const { year, month, day, hour, minute, second }: Record<string, string> = Object.fromEntries(parts);
  return `${year?.padStart(4, "0")}${month}${day}${hour}${minute}${second}`;
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}
