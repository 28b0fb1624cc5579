import { type Client, ScheduleAlreadyRunning, ScheduleOverlapPolicy } from "@temporalio/client";
import { taskQueue } from "./run-workflow.ts";

export const lakeScheduleId = "lake:maintenance";

/** Has the lake looked after every so often, or makes the schedule that is there say so. */
export async function putLakeSchedule(client: Client, everyMs: number): Promise<void> {
  const schedule = {
    spec: { intervals: [{ every: everyMs }] },
    action: {
      type: "startWorkflow" as const,
      workflowType: "lakeMaintenance",
      workflowId: lakeScheduleId,
      taskQueue,
      args: [],
      staticSummary: "merges small loads, removes what no plan needs",
    },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: "1 minute" },
  };
  try {
    await client.schedule.create({ scheduleId: lakeScheduleId, ...schedule });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await client.schedule.getHandle(lakeScheduleId).update(({ state }) => ({ ...schedule, state }));
  }
}
