import { type Client, WorkflowNotFoundError } from "@temporalio/client";
import { taskQueue } from "./run-workflow.ts";

/**
 * The ids of all workflows of Sluice that Temporal lists as running, by one query. The list is a little behind: one that
 * has just begun may be missing, and one that has just ended be there still.
 */
export async function openWorkflowIds(client: Client): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  const query = `TaskQueue = "${taskQueue}" AND ExecutionStatus = "Running"`;
  for await (const { workflowId } of client.workflow.list({ query, pageSize: 1_000 })) ids.add(workflowId);
  return ids;
}

export type WorkflowStatus = "RUNNING" | "CANCELLED" | "ENDED" | "NONE";

/** How one workflow is, by its own word. */
export async function workflowStatus(client: Client, workflowId: string): Promise<WorkflowStatus> {
  try {
    const { status } = await client.workflow.getHandle(workflowId).describe();
    if (status.name === "RUNNING" || status.name === "CANCELLED") return status.name;
    return status.name === "CONTINUED_AS_NEW" ? "RUNNING" : "ENDED";
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return "NONE";
    throw error;
  }
}
