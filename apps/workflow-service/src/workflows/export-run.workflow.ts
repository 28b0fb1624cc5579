import { parseRunId, type RunId, type RunStatus } from "@sluice/types";
import {
  CancellationScope,
  continueAsNew,
  isCancellation,
  setCurrentDetails,
  upsertSearchAttributes,
} from "@temporalio/workflow";
import { encodeJobs, type RunProgress } from "./encode-jobs.ts";
import { failureOf } from "./failure-of.ts";
import type { PlannedRun, RunExecution } from "./run-activities.ts";
import { endings, steps } from "./run-steps.ts";
import { requestIdKey, statusKey } from "./search-attribute-keys.ts";

export interface ExportRunInput extends RunExecution {
  /** Set where a long run goes on in a new history. */
  readonly resumed?: { readonly plan: PlannedRun; readonly progress: RunProgress };
}

/**
 * One run, from its plan to its manifest. Every end is written down: Done with a manifest, or Failed with a code or
 * Stopped without one.
 */
export async function exportRun(input: ExportRunInput): Promise<void> {
  let rest: ExportRunInput | null;
  try {
    rest = await encodeAndFinish(input);
  } catch (error) {
    await CancellationScope.nonCancellable(() => end(input, error));
    throw error;
  }
  if (rest) await continueAsNew<typeof exportRun>(rest);
}

/** Null when the run is done, else what the next history has to do. */
async function encodeAndFinish(input: ExportRunInput): Promise<ExportRunInput | null> {
  const { runId, execution, resumed } = input;
  showStatus(runId, "Running");
  const plan = resumed?.plan ?? (await steps.planRun({ runId, execution }));
  const progress = await encodeJobs({ runId, execution }, plan, resumed?.progress ?? nothingYet, (now) =>
    setCurrentDetails(details(plan, now)),
  );
  if (progress.jobs < plan.jobs) return { runId, execution, resumed: { plan, progress } };
  await steps.finishRun({ runId, execution });
  showStatus(runId, "Done");
  return null;
}

const nothingYet: RunProgress = { jobs: 0, records: 0, bytes: 0 };

async function end({ runId, execution }: RunExecution, error: unknown): Promise<void> {
  if (isCancellation(error)) {
    await endings.stopRun({ runId, execution });
    showStatus(runId, "Stopped");
    return;
  }
  const failure = failureOf(error);
  await endings.failRun({ runId, execution, failure });
  setCurrentDetails(`**${failure.code}** ${failure.message}`);
  showStatus(runId, "Failed");
}

function showStatus(runId: RunId, status: RunStatus): void {
  upsertSearchAttributes([
    { key: requestIdKey, value: String(parseRunId(runId).requestId) },
    { key: statusKey, value: status },
  ]);
}

function details({ format, jobs, records }: PlannedRun, now: RunProgress): string {
  return `${format}: ${now.jobs} of ${jobs} jobs, ${now.records} of ${records} records, ${now.bytes} bytes stored`;
}
