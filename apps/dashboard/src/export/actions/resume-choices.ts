import type { Export, ExportWindow } from "../../api/schema.d.ts";

/** What resuming an export means, in times. */
export interface ResumeChoices {
  /** The window that is open: its run is done again first. Null when the last one has ended well. */
  readonly open: ExportWindow | null;
  /** Where the windows go on; RFC 3339. Null for a first run of profiles, which has no start. */
  readonly goesOnAt: string | null;
  /** How many windows are due by now, the open one included. */
  readonly due: number;
  /** What `now` leaves out, `[from, to)`; null where there is nothing that it would leave out. */
  readonly leftOut: { readonly from: string; readonly to: string } | null;
}

type Resumed = Pick<Export, "startFrom" | "everyHours" | "type">;

/**
 * What "from the last run" and "from now" mean for a stopped export with these windows, oldest first. As the API has it:
 * a first run of profiles, which delivers all of them, is left out by neither.
 */
export function resumeChoices(
  { startFrom, everyHours, type }: Resumed,
  windows: readonly ExportWindow[],
  nowMs: number,
): ResumeChoices {
  const open = windows.find(({ state }) => state !== "done" && state !== "skipped") ?? null;
  const goesOnAt = windows.at(-1)?.window.to ?? startFrom;
  const fromMs = goesOnAt === null ? null : Date.parse(goesOnAt);
  const isFirstOfProfiles = type === "allProfiles" && !windows.some(({ state }) => state === "done");
  const from = open?.window.from ?? goesOnAt;
  const isAhead = from === null || Date.parse(from) >= nowMs;
  return {
    open,
    goesOnAt,
    due: (open ? 1 : 0) + dueSince(fromMs, everyHours, nowMs),
    leftOut: isAhead || isFirstOfProfiles ? null : { from, to: new Date(nowMs).toISOString() },
  };
}

const hourMs = 3_600_000;

function dueSince(fromMs: number | null, everyHours: number | null, nowMs: number): number {
  if (fromMs === null || everyHours === null) return 0;
  return Math.max(0, Math.floor((nowMs - fromMs) / (everyHours * hourMs)));
}
