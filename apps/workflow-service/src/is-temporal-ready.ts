import type { Connection } from "@temporalio/client";
import type { Worker } from "@temporalio/worker";

const timeoutMs = 1_500;

/** Whether the worker polls for work and Temporal answers. */
export async function isTemporalReady(worker: Worker, connection: Connection): Promise<boolean> {
  if (worker.getState() !== "RUNNING") return false;
  const { workflowPollerState, activityPollerState } = worker.getStatus();
  if (workflowPollerState !== "POLLING" || activityPollerState !== "POLLING") return false;
  await connection.withDeadline(Date.now() + timeoutMs, () => connection.workflowService.getSystemInfo({}));
  return true;
}
