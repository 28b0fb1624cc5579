import { parseRunId } from "@sluice/types";
import { ChildWorkflowFailure, WorkflowExecutionAlreadyStartedError } from "@temporalio/common";
import { continueAsNew, ParentClosePolicy, proxyActivities, startChild, workflowInfo } from "@temporalio/workflow";
import type { exportRun } from "./export-run.workflow.ts";
import type { DueRun, RecurringActivities } from "./recurring-activities.ts";
import { formatKey, projectKey, requestIdKey, scheduledStartKey, statusKey } from "./search-attribute-keys.ts";

export interface RecurringExportInput {
  readonly requestId: number;
}

const { nextRun } = proxyActivities<RecurringActivities>({
  startToCloseTimeout: "1m",
  retry: { initialInterval: "1s", backoffCoefficient: 2, maximumInterval: "1m" },
});

/**
 * Runs, one after another, every window of a recurring export that is due, and ends when none is. A run that fails ends
 * it too: the export looks again when that run is to be retried, or at its next scheduled time.
 */
export async function recurringExport({ requestId }: RecurringExportInput): Promise<void> {
  // Temporal's clock may be a little ahead of the service's, which must not make it miss its own time.
  const scheduledMs = workflowInfo().typedSearchAttributes.get(scheduledStartKey)?.getTime() ?? null;
  for (;;) {
    const due = await nextRun.executeWithOptions({ summary: "what is due" }, [{ requestId, scheduledMs }]);
    if (due === null || !(await isDoneBy(due))) return;
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof recurringExport>({ requestId });
  }
}

/** False when the run ended otherwise, or when somebody else works on it, such as a retry by hand. */
async function isDoneBy({ runId, format, execution }: DueRun): Promise<boolean> {
  const { requestId, runTimestamp } = parseRunId(runId);
  const project = workflowInfo().typedSearchAttributes.get(projectKey);
  try {
    const run = await startChild<typeof exportRun>("exportRun", {
      workflowId: `run:${requestId}:${runTimestamp}`,
      args: [{ runId, execution }],
      // A run that has begun goes on, whatever becomes of this workflow.
      parentClosePolicy: ParentClosePolicy.ABANDON,
      memo: { execution },
      staticSummary: `${format} export ${requestId}`,
      typedSearchAttributes: [
        ...(project === undefined ? [] : [{ key: projectKey, value: project }]),
        { key: requestIdKey, value: String(requestId) },
        { key: formatKey, value: format },
        { key: statusKey, value: "Pending" },
      ],
    });
    await run.result();
    return true;
  } catch (error) {
    if (error instanceof ChildWorkflowFailure || error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}
