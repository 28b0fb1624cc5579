import { exportTexts } from "../../texts/export.ts";
import { overviewTexts } from "../../texts/export-overview.ts";
import { count, counted, dateTime, offset } from "../../ui/figures.ts";
import type { CoverageCounts, CoverageState, Segment, Stretch } from "./coverage.ts";

const texts = overviewTexts.coverage;

export const coverageStates: Readonly<Record<CoverageState, string>> = {
  ...exportTexts.windowStates,
  gap: overviewTexts.coverage.gap,
  upcoming: overviewTexts.coverage.upcoming,
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
  if (windows === 0) return texts.none;
  const others = [
    [running, texts.running],
    [pending, texts.pending],
    [failed, texts.failed],
    [stopped, texts.stopped],
    [skipped, texts.skipped],
  ] as const;
  const parts = others.flatMap(([number, words]) => (number === 0 ? [] : `${count(number)} ${words}`));
  const gaps = gap === 0 ? texts.noGap : texts.gaps(counted(gap, "gap"));
  return `${[texts.delivered(count(done), counted(windows, "window")), ...parts, gaps].join(", ")}.`;
}

/** What a segment says: `Delivered, 12 windows: 1 Nov 2026, 00:00 to 3 Nov 2026, 00:00 UTC`. */
export function segmentInWords(segment: Segment, timeZone: string): string {
  const { state, windows, isMixed } = segment;
  const words = isMixed ? texts.mixed(coverageStates[state]) : coverageStates[state];
  const number = windows > 1 ? `, ${counted(windows, "window")}` : "";
  return `${words}${number}: ${stretchInWords(segment, timeZone)}`;
}

export function stretchInWords(
  { isFromBeginning, fromMs, toMs }: Pick<Stretch, "isFromBeginning" | "fromMs" | "toMs">,
  timeZone: string,
): string {
  const end = `${dateTime(toMs, timeZone)} ${offset(toMs, timeZone)}`;
  return isFromBeginning ? exportTexts.everythingBefore(end) : `${dateTime(fromMs, timeZone)} to ${end}`;
}
