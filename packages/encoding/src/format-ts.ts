import type { EpochMs } from "@sluice/types";

/** Writes an instant as `yyyymmddHHMMSS` in one time zone, cutting milliseconds off. */
export type TsFormatter = (tsMs: EpochMs) => string;

const secondMs = 1_000;
const dayMs = 86_400_000;
/** Time zones change their offset only where a quarter of an hour begins, in UTC, since 1972. */
const quarterMs = 900_000;
const maxCached = 50_000;
const oldestSteadyMs = Date.UTC(1972, 0, 1);

export function tsFormatter(timeZone: string): TsFormatter {
  const offsetMs = offsets(timeZone);
  const days = new Map<number, string>();
  return (tsMs) => {
    const wallMs = Math.floor(tsMs / secondMs) * secondMs + offsetMs(tsMs);
    const day = Math.floor(wallMs / dayMs);
    let dayText = days.get(day);
    if (dayText === undefined) {
      if (days.size >= maxCached) days.clear();
      dayText = dateText(day);
      days.set(day, dayText);
    }
    const seconds = (wallMs - day * dayMs) / secondMs;
    return (
      dayText +
      twoDigits(Math.floor(seconds / 3600)) +
      twoDigits(Math.floor(seconds / 60) % 60) +
      twoDigits(seconds % 60)
    );
  };
}

/** What a zone's clocks are ahead of UTC. */
function offsets(timeZone: string): (tsMs: EpochMs) => number {
  const clock = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    era: "short",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const exact = (tsMs: EpochMs): number => {
    const parts = new Map(clock.formatToParts(tsMs).map(({ type, value }) => [type, value]));
    const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
    const wall = new Date(0);
    wall.setUTCFullYear(parts.get("era") === "BC" ? 1 - part("year") : part("year"), part("month") - 1, part("day"));
    wall.setUTCHours(part("hour"), part("minute"), part("second"));
    return wall.getTime() - Math.floor(tsMs / secondMs) * secondMs;
  };
  const known = new Map<number, number>();
  return (tsMs) => {
    if (tsMs < oldestSteadyMs) return exact(tsMs);
    const quarter = Math.floor(tsMs / quarterMs);
    let offset = known.get(quarter);
    if (offset === undefined) {
      if (known.size >= maxCached) known.clear();
      offset = exact(quarter * quarterMs);
      known.set(quarter, offset);
    }
    return offset;
  };
}

function dateText(day: number): string {
  const date = new Date(day * dayMs);
  const year = String(date.getUTCFullYear()).padStart(4, "0");
  return year + twoDigits(date.getUTCMonth() + 1) + twoDigits(date.getUTCDate());
}

const pairs = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, "0"));

function twoDigits(n: number): string {
  return pairs[n] ?? "";
}
