import { listJobs, openNextRun } from "@sluice/config-store";
import type { Logger } from "@sluice/service";
import type { RecurringActivities } from "../workflows/recurring-activities.ts";
import type { RunActivities } from "../workflows/run-activities.ts";
import { failingInUserWords } from "./application-failure.ts";
import { type EncodeJobDependencies, encodeJob } from "./encode-job.ts";
import { type EndRunDependencies, failRun, stopRun } from "./end-run.ts";
import { type FinishRunDependencies, finishRun } from "./finish-run.ts";
import { type PlanRunDependencies, planRun } from "./plan-run.ts";

export type ActivityDependencies = EncodeJobDependencies &
  EndRunDependencies &
  FinishRunDependencies &
  PlanRunDependencies & { readonly log: Logger };

/** The activities of a worker, with everything they need. */
export function runActivities(deps: ActivityDependencies): RunActivities & RecurringActivities {
  const { log } = deps;
  return {
    planRun: failingInUserWords(log, (run) => planRun(deps, run)),
    listJobLabels: failingInUserWords(log, async ({ runId, from, limit }) =>
      (await listJobs(deps.store, runId, { from, limit })).map((job) => job.label),
    ),
    encodeJob: failingInUserWords(log, (order) => encodeJob(deps, order)),
    finishRun: failingInUserWords(log, (runId) => finishRun(deps, runId)),
    failRun: failingInUserWords(log, (ending) => failRun(deps, ending)),
    stopRun: failingInUserWords(log, (run) => stopRun(deps, run)),
    nextRun: failingInUserWords(log, ({ requestId, scheduledMs }) =>
      openNextRun(deps.store, requestId, Math.max(Date.now(), scheduledMs ?? 0)),
    ),
  };
}
