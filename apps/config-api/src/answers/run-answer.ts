import type { Run } from "@sluice/config-store";
import type { EpochMs, FoundRunAnswer, RunAnswer, RunProgress, Window, windowAnswerSchema } from "@sluice/types";
import type { z } from "zod";

export function runAnswer(run: Run): RunAnswer {
  const { requestId, runTimestamp, status, plan, waiting, error, manifestKey, isExpired } = run;
  return {
    requestId,
    runTimestamp,
    status,
    window: windowAnswer(run.window),
    snapshot: plan && instant(plan.snapshotMs),
    expectedRecords: plan?.expectedRecords ?? null,
    totals: totalsOf(run),
    waiting,
    error,
    manifestKey,
    isExpired,
    createdAt: run.createdAt.toISOString(),
    startedAt: run.startedAt?.toISOString() ?? null,
    endedAt: run.endedAt?.toISOString() ?? null,
  };
}

/** A run among those of all exports. */
export function foundRunAnswer(run: Run): FoundRunAnswer {
  const { exportName, type, frequency, format, connectionId, connectionName } = run;
  const connection = { id: connectionId, name: connectionName };
  return { ...runAnswer(run), exportName, type, frequency, format, connection };
}

export function progressAnswer(run: Run, encodedRecords: number): RunProgress {
  const { requestId, runTimestamp, status, plan, jobsDone, waiting, error } = run;
  return {
    requestId,
    runTimestamp,
    status,
    expectedRecords: plan?.expectedRecords ?? null,
    encodedRecords,
    totals: totalsOf(run),
    jobs: { done: jobsDone, planned: plan?.jobs ?? null },
    waiting,
    error,
  };
}

export function windowAnswer({ axis, fromMs, toMs }: Window): z.infer<typeof windowAnswerSchema> {
  return { axis, from: instant(fromMs), to: instant(toMs) };
}

function totalsOf({ records, objects, bytes }: Run) {
  return { records, objects, bytes };
}

function instant(ms: EpochMs): string {
  return new Date(ms).toISOString();
}
