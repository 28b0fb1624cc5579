import { nextWindow } from "@sluice/chunking";
import type { EpochMs, ExportPeriod, ExportType, ScheduleRules, Window } from "@sluice/types";
import { instantMs } from "@sluice/types";

/** The window of a one-time export; that of profiles is everything captured until now. */
export function oneTimeWindow(period: Exclude<ExportPeriod, { kind: "recurring" }>, nowMs: EpochMs): Window {
  return period.kind === "window"
    ? { axis: "ts", fromMs: instantMs(period.from), toMs: instantMs(period.to) }
    : { axis: "capturedAt", fromMs: 0, toMs: nowMs };
}

/** What the first run of an export would cover, and when it starts. */
export interface FirstRun {
  readonly window: Window;
  /** Null for at once. */
  readonly scheduledMs: EpochMs | null;
  /** What can be counted now: the window, or as long a time before now where the window lies ahead. */
  readonly measured: Window;
}

export function firstRunOf(period: ExportPeriod, type: ExportType, rules: ScheduleRules, nowMs: EpochMs): FirstRun {
  if (period.kind !== "recurring") {
    const window = oneTimeWindow(period, nowMs);
    return { window, scheduledMs: null, measured: window };
  }
  const startMs = period.startFrom === null ? nowMs : instantMs(period.startFrom);
  const schedule = { anchorMs: Math.floor(startMs / 1_000) * 1_000, everyMs: period.everyHours * rules.hourMs };
  const end = { fromMs: type === "allProfiles" ? 0 : startMs, lastScheduledMs: null };
  const { scheduledMs, fromMs, toMs } = nextWindow(schedule, end, rules.settleDelayMs);
  const window: Window = { axis: "capturedAt", fromMs, toMs };
  const isDue = scheduledMs <= nowMs;
  const before: Window = { axis: "capturedAt", fromMs: Math.max(0, nowMs - (toMs - fromMs)), toMs: nowMs };
  return { window, scheduledMs: isDue ? null : scheduledMs, measured: isDue ? window : before };
}
