import {
  type ConfigDb,
  changedExports,
  exportsNeedingAttention,
  exportTotals,
  getExports,
  latestRuns,
  type RunUnderWay,
  runsUnderWay,
  storeNowMs,
} from "@sluice/config-store";
import type { AttentionAnswer, ChangedExports, EpochMs, RunPace } from "@sluice/types";
import { exportAnswer } from "../answers/export-answer.ts";
import { progressAnswer } from "../answers/run-answer.ts";
import type { RunPaces } from "./run-pace.ts";

/** With more, whoever shows them does better to ask for them again. */
const maxChanged = 200;
const maxRuns = 200;
const maxTroubled = 20;
/** As the alert in infra/prometheus-alerts.yaml has it. */
const lateAfterMs = 30 * 60_000;
/** A change is seen when its transaction is over, which began to be one a while before. */
const overlapMs = 15_000;

export interface Changes {
  /** By the database's clock. */
  readonly atMs: EpochMs;
  /** Of each project, its changed exports and when they changed. */
  readonly byProject: ReadonlyMap<string, ReadonlyMap<number, EpochMs>>;
  /** Whether there are more than were read. */
  readonly isCut: boolean;
}

/** What has changed in these projects since `sinceMs` or shortly before it. */
export async function readChanges(
  store: ConfigDb,
  projectIds: readonly string[],
  sinceMs: EpochMs | undefined,
): Promise<Changes> {
  const atMs = await storeNowMs(store);
  const limit = (maxChanged + 1) * projectIds.length;
  const changed = await changedExports(store, projectIds, { sinceMs: (sinceMs ?? atMs) - overlapMs, limit });
  const byProject = new Map<string, Map<number, EpochMs>>();
  for (const { projectId, requestId, changedAtMs } of changed) {
    const ofProject = byProject.get(projectId) ?? new Map<number, EpochMs>();
    byProject.set(projectId, ofProject.set(requestId, changedAtMs));
  }
  return { atMs, byProject, isCut: changed.length === limit };
}

/** Tells whoever shows exports to ask for them again. */
export const reload: ChangedExports = { exports: [], reload: true };

export async function changedAnswer(
  store: ConfigDb,
  projectId: string,
  requestIds: readonly number[],
): Promise<ChangedExports> {
  if (requestIds.length > maxChanged) return reload;
  const found = await getExports(store, projectId, requestIds);
  const runs = await latestRuns(store, requestIds);
  const totals = await exportTotals(store, requestIds);
  const exports = found.map((one) => exportAnswer(one, runs.get(one.requestId), totals.get(one.requestId)));
  return { exports, reload: false };
}

/** The runs of these projects that have not ended, by project. */
export async function readRuns(
  store: ConfigDb,
  projectIds: readonly string[],
  paces: RunPaces,
  nowMs: EpochMs,
): Promise<ReadonlyMap<string, readonly RunPace[]>> {
  const found = await runsUnderWay(store, projectIds, { limit: maxRuns });
  paces.keepOnly(new Set(found.map(({ run }) => run.runId)));
  const byProject = Map.groupBy(found, ({ run }) => run.projectId);
  return new Map(
    projectIds.map((projectId) => {
      const runs = byProject.get(projectId) ?? [];
      return [projectId, runs.map((run) => runPace(run, paces, nowMs))];
    }),
  );
}

function runPace({ run, encodedRecords }: RunUnderWay, paces: RunPaces, nowMs: EpochMs): RunPace {
  const progress = progressAnswer(run, encodedRecords);
  const pace = paces.paceOf(run.runId, encodedRecords, nowMs);
  const left = progress.expectedRecords === null ? null : progress.expectedRecords - encodedRecords;
  return {
    ...progress,
    recordsPerSecond: pace === null ? null : Math.round(pace),
    secondsLeft: pace && left !== null ? Math.ceil(left / pace) : null,
  };
}

export async function attentionAnswer(store: ConfigDb, projectId: string, nowMs: EpochMs): Promise<AttentionAnswer> {
  const lateBeforeMs = nowMs - lateAfterMs;
  const found = await exportsNeedingAttention(store, projectId, { lateBeforeMs, limit: maxTroubled });
  const answer = ({ count, items }: (typeof found)["late"]) => ({
    count,
    items: items.map(({ requestId, name, since, error }) => ({ requestId, name, since: since.toISOString(), error })),
  });
  const { failing, late, stopped } = found;
  return {
    failing: answer(failing),
    late: { count: late.count, items: answer(late).items.map((item) => ({ ...item, error: null })) },
    stopped: answer(stopped),
  };
}
