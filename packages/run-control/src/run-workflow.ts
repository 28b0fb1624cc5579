import { type Format, parseRunId, type RunId } from "@sluice/types";
import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from "@temporalio/client";
import { searchAttributes } from "./search-attributes.ts";

/** Where workflow-service listens for work. */
export const taskQueue = "sluice";

export interface RunStart {
  readonly projectId: string;
  readonly runId: RunId;
  readonly format: Format;
  /** Counts from 1; a retry by hand is the next one. */
  readonly execution: number;
}

/** A run's workflow id, `run:<requestId>:<runTimestamp>`. */
export function workflowIdOf(runId: RunId): string {
  const { requestId, runTimestamp } = parseRunId(runId);
  return `run:${requestId}:${runTimestamp}`;
}

/** The run of such a workflow; null for any other workflow's id. */
export function runIdOfWorkflow(workflowId: string): RunId | null {
  const [, requestId, runTimestamp] = /^run:(\d+):(\d+)$/.exec(workflowId) ?? [];
  return requestId === undefined || runTimestamp === undefined ? null : `${requestId}-${runTimestamp}`;
}

/**
 * Starts the workflow of a run; where this execution's runs already, that is as good. False while the workflow of an
 * earlier execution is still ending: try again a little later.
 */
export async function startRunWorkflow(
  client: Client,
  { projectId, runId, format, execution }: RunStart,
): Promise<boolean> {
  const requestId = String(parseRunId(runId).requestId);
  try {
    await client.workflow.start("exportRun", {
      workflowId: workflowIdOf(runId),
      taskQueue,
      args: [{ runId, execution }],
      workflowIdConflictPolicy: "FAIL",
      memo: { execution },
      staticSummary: `${format} export ${requestId}`,
      typedSearchAttributes: [
        { key: searchAttributes.project, value: projectId },
        { key: searchAttributes.requestId, value: requestId },
        { key: searchAttributes.format, value: format },
        { key: searchAttributes.status, value: "Pending" },
      ],
    });
    return true;
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    const { memo } = await client.workflow.getHandle(workflowIdOf(runId)).describe();
    return memo?.execution === execution;
  }
}

/** Asks a run's workflow to stop; false when there is none that runs. */
export async function cancelRunWorkflow(client: Client, runId: RunId): Promise<boolean> {
  try {
    await client.workflow.getHandle(workflowIdOf(runId)).cancel();
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
