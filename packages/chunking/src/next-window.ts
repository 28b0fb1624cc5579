import type { EpochMs, Schedule } from "@sluice/types";

/** A window of a recurring export, `[fromMs, toMs)` on captured-at, and the scheduled time at which it is opened. */
export interface ScheduledWindow {
  readonly scheduledMs: EpochMs;
  readonly fromMs: EpochMs;
  readonly toMs: EpochMs;
}

/** Where the windows of an export have come to. */
export interface LedgerEnd {
  /** The end of the last window, or where the first one starts. */
  readonly fromMs: EpochMs;
  /** The scheduled time of the last run; null before the first. */
  readonly lastScheduledMs: EpochMs | null;
}

/**
 * The one window that can come next: it starts where the last one ended and ends the settle delay before the first
 * scheduled time that leaves it any length and is later than the last one. It may lie in the future, and it says nothing
 * of a clock: whoever opens it waits for `scheduledMs`.
 */
export function nextWindow(schedule: Schedule, end: LedgerEnd, settleDelayMs: number): ScheduledWindow {
  const afterMs = Math.max(end.fromMs + settleDelayMs, end.lastScheduledMs ?? Number.NEGATIVE_INFINITY);
  const scheduledMs = firstScheduledAfter(schedule, afterMs);
  return { scheduledMs, fromMs: end.fromMs, toMs: scheduledMs - settleDelayMs };
}

/** Scheduled times begin with the anchor. */
function firstScheduledAfter({ anchorMs, everyMs }: Schedule, afterMs: EpochMs): EpochMs {
  return anchorMs + Math.max(0, Math.floor((afterMs - anchorMs) / everyMs) + 1) * everyMs;
}
