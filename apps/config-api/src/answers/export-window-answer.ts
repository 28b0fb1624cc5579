import type { ListedWindow, Run } from "@sluice/config-store";
import type { ExportWindow, RunStatus, WindowState } from "@sluice/types";
import { windowAnswer } from "./run-answer.ts";

/** A window of a recurring export, out of its ledger. */
export function ledgerWindowAnswer({ fromMs, toMs, state, runStatus, runTimestamp }: ListedWindow): ExportWindow {
  return {
    window: windowAnswer({ axis: "capturedAt", fromMs, toMs }),
    state: state === "open" ? stateOf[runStatus ?? "Pending"] : state,
    runTimestamp,
  };
}

/** The one window of a one-time export. */
export function runWindowAnswer({ window, status, runTimestamp }: Run): ExportWindow {
  return { window: windowAnswer(window), state: stateOf[status], runTimestamp };
}

const stateOf: Readonly<Record<RunStatus, WindowState>> = {
  Pending: "pending",
  Running: "running",
  Done: "done",
  Failed: "failed",
  Stopped: "stopped",
};
