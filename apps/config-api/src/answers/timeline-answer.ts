import type { RunError, TimelineEntry, TimelineKind } from "@sluice/config-store";
import type { RunDetailsAnswer } from "@sluice/types";

/** What happened to a run, in words beside the kinds that programs go by. */
export function timelineAnswer(entries: readonly TimelineEntry[]): RunDetailsAnswer["timeline"] {
  return entries.map(({ at, kind, detail }) => ({ at: at.toISOString(), kind, detail, text: textOf(kind, detail) }));
}

const titles: Readonly<Record<TimelineKind, string>> = {
  opened: "Opened",
  started: "Started",
  planned: "Planned",
  waiting: "Waiting",
  firstObject: "First object stored",
  done: "Done",
  failed: "Failed",
  stopped: "Stopped",
  retried: "Tried again",
};

function textOf(kind: TimelineKind, detail: string | null): string {
  // What a run waits for is a sentence already.
  if (kind === "waiting" && detail !== null) return detail.charAt(0).toUpperCase() + detail.slice(1);
  return detail === null ? titles[kind] : `${titles[kind]}: ${detail}`;
}

export function runErrorsAnswer(errors: readonly RunError[]): RunDetailsAnswer["errors"] {
  return errors.map(({ firstAt, lastAt, ...error }) => ({
    ...error,
    firstAt: firstAt.toISOString(),
    lastAt: lastAt.toISOString(),
  }));
}
