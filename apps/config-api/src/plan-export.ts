import type { ProfileQuery } from "@sluice/event-source";
import { defaultSegmentLimits, type EpochMs, type PlannedSegment, type Window } from "@sluice/types";
import type { CheckedExport, NewExport } from "./checks/check-new-export.ts";
import type { AppDependencies } from "./dependencies.ts";
import { type FirstRun, firstRunOf } from "./period-window.ts";

/** workflow-service may have others; they decide how many files an event has, not the names of the first. */
const segmentLimits = defaultSegmentLimits;
/** No snapshot: what has been captured until this moment. */
const allThereIs = Number.MAX_SAFE_INTEGER;

export interface ExportPlan extends FirstRun {
  /** Of what can be counted now. */
  readonly segments: AsyncIterable<PlannedSegment>;
}

/** Plans an export's first run without creating anything. */
export function planExport(
  { source, store }: Pick<AppDependencies, "source" | "store">,
  { type, period }: NewExport,
  { project: { id: project }, eventNames }: CheckedExport,
  nowMs: EpochMs,
  signal: AbortSignal,
): ExportPlan {
  const { window, scheduledMs, measured } = firstRunOf(period, type, store.rules, nowMs);
  const segments =
    type === "allProfiles"
      ? source.planProfiles(profilesIn(project, measured), segmentLimits, signal)
      : source.plan({ project, window: measured, eventNames, capturedBeforeMs: allThereIs }, segmentLimits, signal);
  return { window, scheduledMs, measured, segments };
}

function profilesIn(project: string, { fromMs, toMs }: Window): ProfileQuery {
  return { project, capturedFromMs: fromMs, capturedBeforeMs: toMs };
}
