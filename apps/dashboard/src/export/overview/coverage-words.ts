import { exportTexts } from "../../texts/export.ts";
import { count, counted, dateTime, offset } from "../../ui/figures.ts";
import type { CoverageCounts, CoverageState, Segment } from "./coverage.ts";

export const coverageStates: Readonly<Record<CoverageState, string>> = {
  ...exportTexts.windowStates,
  gap: "Gap",
  upcoming: "Upcoming",
};

/** The order in which they are told: what is well, what is under way, what is not. */
export const toldOrder: readonly CoverageState[] = [
  "done",
  "running",
  "pending",
  "failed",
  "stopped",
  "skipped",
  "gap",
  "upcoming",
];

/** `42 of 42 windows delivered, no gap.` */
export function coverageSummary(counts: CoverageCounts): string {
  const { done, skipped, running, pending, failed, stopped, gap } = counts;
  const windows = done + skipped + running + pending + failed + stopped;
  if (windows === 0) return "No window has been opened yet.";
  const others = [
    [running, "running"],
    [pending, "pending"],
    [failed, "failed"],
    [stopped, "stopped"],
    [skipped, "left out on purpose"],
  ] as const;
  const parts = others.flatMap(([number, words]) => (number === 0 ? [] : `${count(number)} ${words}`));
  const gaps = gap === 0 ? "no gap" : `${counted(gap, "gap")} that no window covers`;
  return `${[`${count(done)} of ${counted(windows, "window")} delivered`, ...parts, gaps].join(", ")}.`;
}

/** What a segment says: `Delivered, 12 windows: 1 Nov 2026, 00:00 to 3 Nov 2026, 00:00 UTC`. */
export function segmentInWords(segment: Segment, timeZone: string): string {
  const { state, windows, isMixed, fromMs, toMs } = segment;
  const words = isMixed ? `${coverageStates[state]} and others` : coverageStates[state];
  const number = windows > 1 ? `, ${counted(windows, "window")}` : "";
  return `${words}${number}: ${stretchInWords(fromMs, toMs, timeZone)}`;
}

export function stretchInWords(fromMs: number, toMs: number, timeZone: string): string {
  return `${dateTime(fromMs, timeZone)} to ${dateTime(toMs, timeZone)} ${offset(toMs, timeZone)}`;
}
