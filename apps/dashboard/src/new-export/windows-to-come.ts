import { type LedgerEnd, nextWindow, type ScheduledWindow } from "@sluice/chunking/next-window";
import type { ExportType } from "../api/schema.d.ts";

interface Plan {
  readonly type: ExportType;
  readonly everyHours: number;
  /** Where the first window starts; null for now. */
  readonly startFromMs: number | null;
  readonly nowMs: number;
  readonly count: number;
}

const hourMs = 3_600_000;
/** A window ends so long before its run, so that what is still being committed falls into the next one. */
const settleDelayMs = 60_000;

/** The first windows of a recurring export and when their runs start, each window where the one before it ended. */
export function windowsToCome({ type, everyHours, startFromMs, nowMs, count }: Plan): readonly ScheduledWindow[] {
  const startMs = startFromMs ?? nowMs;
  const schedule = { anchorMs: Math.floor(startMs / 1_000) * 1_000, everyMs: everyHours * hourMs };
  // The first run of profiles delivers all of them, at once.
  let end: LedgerEnd = { fromMs: type === "allProfiles" ? 0 : startMs, lastScheduledMs: null };
  return Array.from({ length: count }, () => {
    const window = nextWindow(schedule, end, settleDelayMs);
    end = { fromMs: window.toMs, lastScheduledMs: window.scheduledMs };
    return window;
  });
}
