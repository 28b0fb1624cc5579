import { type Client, WorkflowExecutionAlreadyStartedError } from "@temporalio/client";
import { taskQueue } from "./run-workflow.ts";
import { searchAttributes } from "./search-attributes.ts";

export interface DeliveryStart {
  readonly projectId: string;
  /** The export that the message is about; null in a test message. */
  readonly requestId: number | null;
  readonly deliveryId: string;
  /** Counts from 1; a redelivery by hand is the next one. */
  readonly execution: number;
}

/** A delivery's workflow id, `webhook:<deliveryId>`. */
export function deliveryWorkflowId(deliveryId: string): string {
  return `webhook:${deliveryId}`;
}

/**
 * Starts the workflow that delivers a message. Where this execution's runs already, that is as good; an earlier
 * execution's, which may wait hours for its next attempt, makes room.
 */
export async function startDelivery(client: Client, delivery: DeliveryStart): Promise<void> {
  const { projectId, requestId, deliveryId, execution } = delivery;
  const workflowId = deliveryWorkflowId(deliveryId);
  const start = (workflowIdConflictPolicy: "FAIL" | "TERMINATE_EXISTING") =>
    client.workflow.start("deliverWebhook", {
      workflowId,
      taskQueue,
      workflowIdConflictPolicy,
      args: [{ deliveryId, execution }],
      memo: { execution },
      staticSummary: requestId === null ? "webhook test message" : `webhook message about export ${requestId}`,
      typedSearchAttributes: [
        { key: searchAttributes.project, value: projectId },
        ...(requestId === null ? [] : [{ key: searchAttributes.requestId, value: String(requestId) }]),
      ],
    });
  try {
    await start("FAIL");
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    const { memo } = await client.workflow.getHandle(workflowId).describe();
    if (Number(memo?.execution) < execution) await start("TERMINATE_EXISTING");
  }
}
