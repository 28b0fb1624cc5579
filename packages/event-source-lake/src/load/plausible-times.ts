import type { EpochMs } from "@sluice/types";

/** Which times are believed: a product's events are not of before 1990 and hardly of the future. */
export interface PlausibleTimes {
  readonly fromMs: EpochMs;
  readonly toMs: EpochMs;
  /** Of the clock that times are compared with. */
  readonly nowMs: EpochMs;
}

/** All times that can be stored are taken with `anyTime`; those to come where they are going to be moved to the past. */
export function plausibleTimes(
  nowMs: EpochMs,
  { anyTime, shiftToNow }: { readonly anyTime: boolean; readonly shiftToNow: boolean },
): PlausibleTimes {
  return {
    fromMs: anyTime ? 0 : year1990Ms,
    toMs: anyTime || shiftToNow ? maxInstantMs : nowMs + dayMs,
    nowMs,
  };
}

/** Instants that can be stored lie before this one. */
export const maxInstantMs = Date.UTC(10_000, 0, 1);

const dayMs = 86_400_000;
const year1990Ms = Date.UTC(1990, 0, 1);

const timeUnits = ["seconds", "milliseconds", "microseconds", "nanoseconds"] as const;
export type TimeUnit = (typeof timeUnits)[number];

export const msPerUnit: Readonly<Record<TimeUnit, number>> = {
  seconds: 1_000,
  milliseconds: 1,
  microseconds: 1 / 1_000,
  nanoseconds: 1 / 1_000_000,
};

/** The unit in which a number is a time that can be believed; null where none is. */
export function likelyUnit(value: number, { nowMs }: PlausibleTimes): TimeUnit | null {
  const isLikely = (unit: TimeUnit) => {
    const ms = value * msPerUnit[unit];
    return ms >= year1990Ms && ms < nowMs + dayMs;
  };
  return timeUnits.find(isLikely) ?? null;
}
