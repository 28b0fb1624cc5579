import { writeTwoDigits } from "@sluice/bytes";
import type { EpochMs } from "@sluice/types";

/** Writes an instant as `yyyymmddHHMMSS` in one time zone, cutting milliseconds off: ASCII that stays until the next call. */
export type TsFormatter = (tsMs: EpochMs) => Uint8Array;

export function tsFormatter(timeZone: string): TsFormatter {
  const offsetMs = offsets(timeZone);
  const days = new Map<number, Uint8Array>();
  let written = new Uint8Array(0);
  let writtenDay = Number.NaN;
  let writtenSecond = Number.NaN;
  return (tsMs) => {
    const second = Math.floor(tsMs / secondMs);
    if (second === writtenSecond) return written;
    const wallMs = second * secondMs + offsetMs(tsMs);
    const day = Math.floor(wallMs / dayMs);
    if (day !== writtenDay) {
      written = dayBytes(days, day).slice();
      writtenDay = day;
    }
    writeTimeOfDay(written, (wallMs - day * dayMs) / secondMs);
    writtenSecond = second;
    return written;
  };
}

/** A day's bytes, with room for the time of day. */
function dayBytes(days: Map<number, Uint8Array>, day: number): Uint8Array {
  const known = days.get(day);
  if (known) return known;
  if (days.size >= maxCachedDays) days.clear();
  const bytes = Buffer.from(`${dateText(day)}${"0".repeat(timeOfDayDigits)}`);
  days.set(day, bytes);
  return bytes;
}

function writeTimeOfDay(bytes: Uint8Array, seconds: number): void {
  const at = bytes.byteLength - timeOfDayDigits;
  writeTwoDigits(bytes, at, Math.floor(seconds / 3600));
  writeTwoDigits(bytes, at + 2, Math.floor(seconds / 60) % 60);
  writeTwoDigits(bytes, at + 4, seconds % 60);
}

const timeOfDayDigits = 6;
const secondMs = 1_000;
const dayMs = 86_400_000;
const maxCachedDays = 10_000;

/** A time in which a zone's clocks stay as far ahead of UTC as they are. */
interface SteadyTime {
  readonly fromMs: EpochMs;
  readonly toMs: EpochMs;
  readonly offsetMs: number;
}

/** What a zone's clocks are ahead of UTC. The zone is asked anew only where they change: records are mostly in order. */
function offsets(timeZone: string): (tsMs: EpochMs) => number {
  let steady = steadyTimeAt(0, timeZone);
  return (tsMs) => {
    if (tsMs < steady.fromMs || tsMs >= steady.toMs) steady = steadyTimeAt(tsMs, timeZone);
    return steady.offsetMs;
  };
}

function steadyTimeAt(tsMs: EpochMs, timeZone: string): SteadyTime {
  // Half a second, say, belongs to the whole second before it, and a transition is at a whole second.
  const second = Math.floor(tsMs / secondMs) * secondMs;
  const time = Temporal.Instant.fromEpochMilliseconds(second).toZonedDateTimeISO(timeZone);
  const isTransition = time.subtract({ milliseconds: 1 }).offsetNanoseconds !== time.offsetNanoseconds;
  const from = isTransition ? time : time.getTimeZoneTransition("previous");
  const to = time.getTimeZoneTransition("next");
  return {
    fromMs: from?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    toMs: to?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offsetMs: time.offsetNanoseconds / 1_000_000,
  };
}

/** The year has four digits, or more after 9999; a year before Christ has a minus sign (0 is 1 BC). */
function dateText(day: number): string {
  const date = new Date(day * dayMs);
  const year = date.getUTCFullYear();
  const yearText = String(Math.abs(year)).padStart(4, "0");
  return (year < 0 ? "-" : "") + yearText + twoDigits(date.getUTCMonth() + 1) + twoDigits(date.getUTCDate());
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
