import { putExportSchedule, scheduleIdOf, triggerExport } from "@sluice/run-control";
import { waitUntil } from "@sluice/test-kit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  idleActivities,
  type LabActivities,
  type WorkflowLab,
  workflowLab,
} from "../../test-support/run-on-temporal.ts";
import type { DueRun, ExportImpulse } from "./recurring-activities.ts";

let lab: WorkflowLab;
beforeAll(async () => {
  lab = await workflowLab();
});
afterAll(() => lab?.[Symbol.asyncDispose]());

let requestIds = 1_780_000_000;

/**
 * An export with so many windows that are due, and what was asked for and run.
 * What the last test's export still asks for is answered with nothing and not counted.
 */
function dueWindows(count: number) {
  const requestId = ++requestIds;
  const impulses: ExportImpulse[] = [];
  const planned: string[] = [];
  const runs: DueRun[] = Array.from({ length: count }, (_, index) => {
    return { runId: `${requestId}-${requestId + index + 1}`, format: "csv", execution: 1 };
  });
  const activities: LabActivities = {
    ...idleActivities(1, 1),
    nextRun: async (impulse) => {
      if (impulse.requestId !== requestId) return null;
      impulses.push(impulse);
      return runs.find(({ runId }) => !planned.includes(runId)) ?? null;
    },
    planRun: async ({ runId }) => {
      planned.push(runId);
      return { format: "csv", jobs: 0, records: 0, jobsInFlight: 1 };
    },
  };
  return { requestId, impulses, planned, runs: runs.map(({ runId }) => runId), activities };
}

function order(requestId: number, change: { readonly pausedNote?: string; readonly isDue?: boolean } = {}) {
  const hour = 3_600_000;
  return {
    projectId: "100000001",
    requestId,
    format: "csv",
    anchorMs: hour / 2,
    everyMs: 24 * hour,
    pausedNote: null,
    isDue: false,
    ...change,
  };
}

describe("the schedule of an export", () => {
  test("runs every window that is due, one after another, when it acts", async () => {
    const { requestId, planned, runs, activities } = dueWindows(3);
    await lab.work(activities, async () => {
      await putExportSchedule(lab.client, order(requestId, { isDue: true }));
      await waitUntil("all are run", () => planned.length === 3);
    });
    expect(planned).toEqual(runs);
  });

  test("acts at its scheduled times, and tells them", async () => {
    const { requestId, impulses, activities } = dueWindows(0);
    await lab.work(activities, async () => {
      await putExportSchedule(lab.client, { ...order(requestId), anchorMs: 0, everyMs: 1_000 });
      await waitUntil("it acts twice", () => impulses.length >= 2);
      await lab.client.schedule.getHandle(scheduleIdOf(requestId)).delete();
    });
    for (const { scheduledMs } of impulses) expect((scheduledMs ?? Number.NaN) % 1_000).toBe(0);
  });

  test("does nothing while it is paused, and goes on when it is not any more", async () => {
    const { requestId, impulses, planned, activities } = dueWindows(1);
    const paused = { ...order(requestId, { pausedNote: "Stopped." }), anchorMs: 0, everyMs: 1_000 };
    await putExportSchedule(lab.client, paused);
    const handle = lab.client.schedule.getHandle(scheduleIdOf(requestId));
    const { state, info } = await handle.describe();
    expect(state).toMatchObject({ paused: true, note: "Stopped." });
    const [next = new Date()] = info.nextActionTimes;
    await lab.work(activities, async () => {
      await waitUntil("two of its times are past", () => Date.now() > next.getTime() + 2_000);
      expect(impulses).toEqual([]);
      expect((await handle.describe()).info.numActionsTaken).toBe(0);
      await putExportSchedule(lab.client, { ...paused, pausedNote: null });
      await waitUntil("it runs what is due", () => planned.length === 1);
      await handle.delete();
    });
  });

  test("that is triggered many times at once starts each run once", async () => {
    const { requestId, impulses, planned, runs, activities } = dueWindows(2);
    await putExportSchedule(lab.client, order(requestId));
    await lab.work(activities, async () => {
      await Promise.all(Array.from({ length: 8 }, () => triggerExport(lab.client, requestId)));
      await waitUntil("all are run", () => planned.length === 2 && impulses.length >= 3);
    });
    expect(planned).toEqual(runs);
  });

  test("that is gone is told from one that acts", async () => {
    expect(await triggerExport(lab.client, ++requestIds)).toBe(false);
  });
});

test("a window whose run fails is not followed by the next one", async () => {
  const { requestId, impulses, planned, activities } = dueWindows(2);
  const finishRun = async () => Promise.reject(lab.failure("connection.bucket_not_found"));
  await lab.work({ ...activities, finishRun }, async () => {
    await putExportSchedule(lab.client, order(requestId, { isDue: true }));
    await waitUntil("it has run", () => planned.length === 1);
    await lab.client.workflow.getHandle(await lab.startedBy(requestId)).result();
  });
  expect(planned).toHaveLength(1);
  expect(impulses).toHaveLength(1);
});

test("a window that somebody else runs already is left to them", async () => {
  const { requestId, impulses, planned, runs, activities } = dueWindows(2);
  const [runId = ""] = runs;
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await lab.work({ ...activities, finishRun: () => held }, async () => {
    await lab.start(runId);
    await waitUntil("it is being run", () => planned.length === 1);
    planned.length = 0;
    await putExportSchedule(lab.client, order(requestId, { isDue: true }));
    await lab.client.workflow.getHandle(await lab.startedBy(requestId)).result();
    release();
    await lab.resultOf(runId);
  });
  expect(impulses).toHaveLength(1);
  expect(planned).toEqual([]);
});
