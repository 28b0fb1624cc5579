import { listJobs, openForgetRequests, openNextRun } from "@sluice/config-store";
import type { ForgetActivities } from "../workflows/forget-activities.ts";
import type { LakeActivities } from "../workflows/lake-activities.ts";
import type { RecurringActivities } from "../workflows/recurring-activities.ts";
import type { RunActivities } from "../workflows/run-activities.ts";
import type { WebhookActivities } from "../workflows/webhook-activities.ts";
import { type AttemptLog, failingInUserWords } from "./application-failure.ts";
import { type EncodeJobDependencies, encodeJob } from "./encode-job.ts";
import { type EndRunDependencies, failRun, stopRun } from "./end-run.ts";
import { type FinishRunDependencies, finishRun } from "./finish-run.ts";
import { type ForgetUsersDependencies, forgetUsers, giveUpForgetting } from "./forget-users.ts";
import { listLakeProjects, type MaintainLakeDependencies, maintainProject } from "./maintain-lake.ts";
import { type PlanRunDependencies, planRun } from "./plan-run.ts";
import { giveUpMessage, type SendMessageDependencies, sendMessage } from "./send-message.ts";

export type ActivityDependencies = EncodeJobDependencies &
  EndRunDependencies &
  FinishRunDependencies &
  ForgetUsersDependencies &
  MaintainLakeDependencies &
  PlanRunDependencies &
  SendMessageDependencies &
  AttemptLog;

/** The activities of a worker, with everything they need. */
export function runActivities(
  deps: ActivityDependencies,
): RunActivities & RecurringActivities & WebhookActivities & LakeActivities & ForgetActivities {
  return {
    planRun: failingInUserWords(deps, (run) => planRun(deps, run)),
    listJobLabels: failingInUserWords(deps, async ({ runId, from, limit }) =>
      (await listJobs(deps.store, runId, { from, limit })).map((job) => job.label),
    ),
    encodeJob: failingInUserWords(deps, (order) => encodeJob(deps, order)),
    finishRun: failingInUserWords(deps, (run) => finishRun(deps, run)),
    failRun: failingInUserWords(deps, (ending) => failRun(deps, ending)),
    stopRun: failingInUserWords(deps, (run) => stopRun(deps, run)),
    nextRun: failingInUserWords(deps, ({ requestId, scheduledMs }) =>
      openNextRun(deps.store, requestId, Math.max(deps.now(), scheduledMs ?? 0)),
    ),
    listForgetRequests: failingInUserWords(deps, ({ project }) => openForgetRequests(deps.store, project)),
    forgetUsers: failingInUserWords(deps, (order) => forgetUsers(deps, order)),
    giveUpForgetting: failingInUserWords(deps, (end) => giveUpForgetting(deps, end)),
    listLakeProjects: failingInUserWords<void, string[]>(deps, () => listLakeProjects(deps)),
    maintainProject: failingInUserWords(deps, (order) => maintainProject(deps, order)),
    sendMessage: failingInUserWords(deps, (delivery) => sendMessage(deps, delivery)),
    giveUpMessage: failingInUserWords(deps, (ending) => giveUpMessage(deps, ending)),
  };
}
