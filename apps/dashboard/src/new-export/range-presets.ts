import {
  fromAbsolute,
  parseAbsolute,
  startOfMonth,
  toCalendarDate,
  toZoned,
  type ZonedDateTime,
} from "@internationalized/date";

export const rangePresets = ["last24Hours", "yesterday", "last7Days", "last30Days", "thisMonth", "everything"] as const;
export type RangePreset = (typeof rangePresets)[number];

/** A preset goes with the clock until the export is created; a range that was typed stays. */
export type ChosenRange =
  | { readonly kind: "preset"; readonly preset: RangePreset }
  | { readonly kind: "exact"; readonly from: string | null; readonly to: string | null };

export interface Range {
  /** RFC 3339, in whole minutes; null while it is not complete. */
  readonly from: string | null;
  readonly to: string | null;
}

export interface RangeBounds {
  readonly timeZone: string;
  readonly lookbackDays: number;
  readonly nowMs: number;
}

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** `[from, to)` on the project's clocks: days begin at its midnight, and none reaches back further than the look-back. */
export function rangeOf(chosen: ChosenRange, bounds: RangeBounds): Range {
  if (chosen.kind === "exact") return { from: chosen.from, to: chosen.to };
  const { timeZone, nowMs } = bounds;
  const now = fromAbsolute(Math.floor(nowMs / minuteMs) * minuteMs, timeZone);
  const today = toZoned(toCalendarDate(now), timeZone);
  const earliest = earliestIn(bounds);
  const { from, to } = ends(chosen.preset, now, today, earliest);
  return { from: (from.compare(earliest) < 0 ? earliest : from).toAbsoluteString(), to: to.toAbsoluteString() };
}

/** The first whole minute that a one-time export may reach back to. */
export function earliestIn({ timeZone, lookbackDays, nowMs }: RangeBounds): ZonedDateTime {
  return fromAbsolute(Math.ceil((nowMs - lookbackDays * dayMs) / minuteMs) * minuteMs, timeZone);
}

export function zoned(instant: string, timeZone: string): ZonedDateTime {
  return parseAbsolute(instant, timeZone);
}

interface Ends {
  readonly from: ZonedDateTime;
  readonly to: ZonedDateTime;
}

function ends(preset: RangePreset, now: ZonedDateTime, today: ZonedDateTime, earliest: ZonedDateTime): Ends {
  const all: Readonly<Record<RangePreset, Ends>> = {
    last24Hours: { from: now.subtract({ hours: 24 }), to: now },
    yesterday: { from: midnightBefore(today), to: today },
    last7Days: { from: now.subtract({ days: 7 }), to: now },
    last30Days: { from: now.subtract({ days: 30 }), to: now },
    thisMonth: { from: toZoned(startOfMonth(toCalendarDate(today)), today.timeZone), to: now },
    everything: { from: earliest, to: now },
  };
  return all[preset];
}

/** Not 24 hours before: days on which clocks change are longer or shorter. */
function midnightBefore(midnight: ZonedDateTime): ZonedDateTime {
  return toZoned(toCalendarDate(midnight).subtract({ days: 1 }), midnight.timeZone);
}
