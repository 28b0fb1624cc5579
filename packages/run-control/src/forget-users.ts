import { type Client, WorkflowExecutionAlreadyStartedError } from "@temporalio/client";
import { taskQueue } from "./run-workflow.ts";
import { searchAttributes } from "./search-attributes.ts";

/** The id of the workflow that works off a project's requests to forget users, `forget:<project>`. */
export function forgetWorkflowId(project: string): string {
  return `forget:${project}`;
}

/** Has a project's requests to forget users worked off, one after the other; where that is going on, that is as good. */
export async function startForgetting(client: Client, project: string): Promise<void> {
  try {
    await client.workflow.start("forgetUsers", {
      workflowId: forgetWorkflowId(project),
      taskQueue,
      args: [{ project }],
      workflowIdConflictPolicy: "FAIL",
      staticSummary: "takes users out of the lake",
      typedSearchAttributes: [{ key: searchAttributes.project, value: project }],
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
