import type { Client, ScheduleSpec } from "@temporalio/client";
import { ScheduleAlreadyRunning, ScheduleNotFoundError, ScheduleOverlapPolicy } from "@temporalio/client";
import { taskQueue } from "./run-workflow.ts";
import { searchAttributes } from "./search-attributes.ts";

/** What the Temporal Schedule of a recurring export says. */
export interface ScheduleOrder {
  readonly projectId: string;
  readonly requestId: number;
  readonly format: string;
  /** It acts at this instant (epoch ms) and every `everyMs` after it. */
  readonly anchorMs: number;
  readonly everyMs: number;
  /** Why it doesn't act, or null when it does. */
  readonly pausedNote: string | null;
  /** Whether it should act at once, too. */
  readonly isDue: boolean;
}

/** The id of an export's schedule, `export:<requestId>`. */
export function scheduleIdOf(requestId: number): string {
  return `export:${requestId}`;
}

/**
 * Makes an export's schedule, or makes the one that is there say the same. It only gives the impulse: which windows are
 * run is decided from their ledger, so one impulse too many or too few changes nothing.
 */
export async function putExportSchedule(client: Client, order: ScheduleOrder): Promise<void> {
  const { requestId, pausedNote, isDue } = order;
  const scheduleId = scheduleIdOf(requestId);
  const state = { paused: pausedNote !== null, ...(pausedNote === null ? {} : { note: pausedNote }) };
  try {
    await client.schedule.create({ scheduleId, ...orderOf(order), state: { ...state, triggerImmediately: isDue } });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    const handle = client.schedule.getHandle(scheduleId);
    await handle.update(() => ({ ...orderOf(order), state }));
    if (isDue) await handle.trigger();
  }
}

/** Has an export look at once for what it has to run. False when it has no schedule. */
export async function triggerExport(client: Client, requestId: number): Promise<boolean> {
  try {
    await client.schedule.getHandle(scheduleIdOf(requestId)).trigger();
    return true;
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return false;
    throw error;
  }
}

function orderOf({ projectId, requestId, format, anchorMs, everyMs }: ScheduleOrder) {
  const spec: ScheduleSpec = { intervals: [{ every: everyMs, offset: anchorMs % everyMs }] };
  return {
    spec,
    action: {
      type: "startWorkflow" as const,
      workflowType: "recurringExport",
      workflowId: `recurring:${requestId}`,
      taskQueue,
      args: [{ requestId }],
      staticSummary: `${format} export ${requestId}, recurring`,
      typedSearchAttributes: [
        { key: searchAttributes.project, value: projectId },
        { key: searchAttributes.requestId, value: String(requestId) },
      ],
    },
    // An impulse that comes while one is worked on waits for it, so that none falls between the two.
    policies: { overlap: ScheduleOverlapPolicy.BUFFER_ONE, catchupWindow: "1 day" },
  };
}
