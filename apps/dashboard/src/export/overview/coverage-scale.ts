import {
  fromAbsolute,
  startOfMonth,
  startOfYear,
  toCalendarDate,
  toZoned,
  type ZonedDateTime,
} from "@internationalized/date";
import { tickLabel } from "../../ui/figures.ts";
import type { Stretch, View } from "./coverage.ts";

export const zooms = ["day", "week", "month", "year", "all"] as const;
export type Zoom = (typeof zooms)[number];

const dayMs = 86_400_000;
const spanMs: Readonly<Record<Exclude<Zoom, "all">, number>> = {
  day: dayMs,
  week: 7 * dayMs,
  month: 30 * dayMs,
  year: 365 * dayMs,
};

/** What is in sight: as much time as `zoom` says, up to `endMs`; all there is for `all`. */
export function viewOf(stretches: readonly Stretch[], zoom: Zoom, endMs: number): View {
  const whole = wholeOf(stretches);
  if (zoom === "all") return whole;
  return { fromMs: endMs - spanMs[zoom], toMs: endMs };
}

/** From the first window to the end of the last. */
export function wholeOf(stretches: readonly Stretch[]): View {
  const [first, last] = [stretches[0], stretches.at(-1)];
  return { fromMs: first?.fromMs ?? 0, toMs: last?.toMs ?? dayMs };
}

/** Where the view ends after a step of its own length, earlier or later; it does not leave what there is. */
export function moved(stretches: readonly Stretch[], view: View, direction: -1 | 1): number {
  const span = view.toMs - view.fromMs;
  const whole = wholeOf(stretches);
  return Math.min(Math.max(view.toMs + direction * span, Math.min(whole.fromMs + span, whole.toMs)), whole.toMs);
}

/** Which of the zooms say something: those that show less than all. */
export function usefulZooms(stretches: readonly Stretch[]): readonly Zoom[] {
  const { fromMs, toMs } = wholeOf(stretches);
  if (stretches.length < 2) return ["all"];
  return zooms.filter((zoom) => zoom === "all" || spanMs[zoom] < toMs - fromMs);
}

export interface Tick {
  readonly atMs: number;
  readonly label: string;
}

type Unit = "hour" | "day" | "month" | "year";
interface Step {
  readonly unit: Unit;
  readonly amount: number;
  readonly ms: number;
}

const steps: readonly Step[] = [
  { unit: "hour", amount: 1, ms: 3_600_000 },
  { unit: "hour", amount: 4, ms: 4 * 3_600_000 },
  { unit: "hour", amount: 12, ms: 12 * 3_600_000 },
  { unit: "day", amount: 1, ms: dayMs },
  { unit: "day", amount: 2, ms: 2 * dayMs },
  { unit: "day", amount: 7, ms: 7 * dayMs },
  { unit: "month", amount: 1, ms: 30 * dayMs },
  { unit: "month", amount: 3, ms: 91 * dayMs },
  { unit: "year", amount: 1, ms: 365 * dayMs },
  { unit: "year", amount: 5, ms: 1_826 * dayMs },
];

const tickPx = 76;
/** Those before the view, and those in it. */
const maxSteps = 500;

/** Round times of the project's clocks within the view, as many as have room. */
export function ticksOf({ fromMs, toMs }: View, widthPx: number, timeZone: string): readonly Tick[] {
  const room = Math.max(1, Math.floor(widthPx / tickPx));
  const step = steps.find(({ ms }) => (toMs - fromMs) / ms <= room) ?? steps.at(-1);
  if (!step) return [];
  const ticks: Tick[] = [];
  let at = roundDown(fromAbsolute(fromMs, timeZone), step);
  for (let index = 0; index < maxSteps; index += 1) {
    const atMs = at.toDate().getTime();
    if (atMs >= toMs) break;
    // Among hours, midnight says which day begins.
    const unit = step.unit === "hour" && at.hour === 0 ? "day" : step.unit;
    if (atMs >= fromMs) ticks.push({ atMs, label: tickLabel(atMs, timeZone, unit) });
    at = at.add({ [`${step.unit}s`]: step.amount });
  }
  return ticks;
}

function roundDown(at: ZonedDateTime, { unit, amount }: Step): ZonedDateTime {
  const day = toCalendarDate(at);
  if (unit === "hour" || unit === "day") return toZoned(day, at.timeZone);
  if (unit === "year") return toZoned(startOfYear(day), at.timeZone);
  const month = startOfMonth(day);
  return toZoned(month.subtract({ months: (month.month - 1) % amount }), at.timeZone);
}
