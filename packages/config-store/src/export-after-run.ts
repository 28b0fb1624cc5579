import { type EpochMs, giveUpAfterHours, retryAfterHours, type ScheduleRules } from "@sluice/types";
import type { ExportRow } from "./lock-export.ts";
import { type LedgerEndRow, nextRunMsOf } from "./open-next-run.ts";

export interface EndedRun {
  readonly status: "Done" | "Failed" | "Stopped";
  /** What it failed with, in words. */
  readonly detail: string | null;
  /** The export's last window: the run's, or a skipped one after it. */
  readonly lastWindow: LedgerEndRow | null;
}

/** What becomes of an export when a run of it ends. */
export function exportAfterRun(
  found: ExportRow,
  run: EndedRun,
  rules: ScheduleRules,
  nowMs: EpochMs,
): Partial<ExportRow> {
  if (found.frequency !== "recurring") return { status: run.status };
  const failingSinceMs = run.status === "Failed" ? (found.failingSinceMs ?? nowMs) : null;
  if (found.stoppedAt !== null) return { status: "Stopped", failingSinceMs, nextRunMs: null };
  const retryMs = nowMs + retryAfterHours * rules.hourMs;
  if (run.status === "Done") {
    return { status: "Pending", failingSinceMs, nextRunMs: nextRunMsOf(found, run.lastWindow, rules) };
  }
  if (run.status === "Stopped") {
    // From outside, or just before the export was resumed, which says when to go on.
    return { status: "Pending", nextRunMs: Math.min(found.nextRunMs ?? retryMs, retryMs) };
  }
  if (nowMs - (failingSinceMs ?? nowMs) < giveUpAfterHours * rules.hourMs) {
    return { status: "Failed", failingSinceMs, nextRunMs: retryMs };
  }
  return {
    status: "Stopped",
    failingSinceMs,
    nextRunMs: null,
    stoppedAt: new Date(nowMs),
    stopCode: keptFailing,
    stopMessage: `The runs of this export kept failing for three days, so it stopped itself. The last failure was ${run.detail ?? "unknown"} Mend that, then resume the export from its last run: nothing is left out.`,
    scheduleRevision: found.scheduleRevision + 1,
  };
}

const keptFailing = "export.kept_failing";
