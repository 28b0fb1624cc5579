import { afterAll, beforeAll, expect, test } from "vitest";
import { newExport, newRun, nowMs, planOf, project, type TestStore, testStore } from "../test-support/postgres.ts";
import { createRecurringExport } from "./create-export.ts";
import { neededPlans } from "./needed-plans.ts";
import { openNextRun } from "./open-next-run.ts";
import { savePlan } from "./run-plans.ts";
import { failRun, finishRun, markRunRunning } from "./run-status.ts";

let on: TestStore;
beforeAll(async () => {
  on = await testStore();
});
afterAll(() => on?.[Symbol.asyncDispose]());

const failure = { code: "connection.access_denied", message: "The bucket acme refused PutObject.", retryable: false };
const delivered = { manifestKey: "m.json", manifestText: "{}", totals: { records: 10, objects: 1, bytes: 1 } };
const needed = async () => {
  const { all, unfinished, isPlanning } = await neededPlans(on.store, project);
  return { all: all.length, unfinished: unfinished.length, isPlanning };
};

test("a plan is at work while its run is, needed while that may be retried, and unknown while it is made", async () => {
  const runId = await newRun(on);
  expect(await needed()).toEqual({ all: 0, unfinished: 0, isPlanning: false });
  await markRunRunning(on.store, runId, 1);
  expect(await needed()).toEqual({ all: 0, unfinished: 0, isPlanning: true });
  await savePlan(on.store, runId, planOf({ jobs: 2 }), 5);
  expect(await needed()).toEqual({ all: 1, unfinished: 1, isPlanning: false });
  await failRun(on.store, runId, failure);
  expect(await needed()).toEqual({ all: 1, unfinished: 0, isPlanning: false });
  const done = await newRun(on);
  await markRunRunning(on.store, done, 1);
  await savePlan(on.store, done, planOf({ jobs: 2 }), 5);
  await finishRun(on.store, done, delivered);
  expect(await needed()).toEqual({ all: 1, unfinished: 0, isPlanning: false });
  expect(await neededPlans(on.store, "another")).toEqual({ all: [], unfinished: [], isPlanning: false });
});

test("the plan of a recurring export's window is at work until the window is delivered", async () => {
  const before = await needed();
  const { window: _, ...created } = newExport(on);
  const { requestId } = await createRecurringExport(on.store, { ...created, everyHours: 4, startFromMs: null });
  const runId = (await openNextRun(on.store, requestId, nowMs + 5 * 3_600_000))?.runId ?? "";
  await markRunRunning(on.store, runId, 1);
  await savePlan(on.store, runId, planOf({ jobs: 1 }), 5);
  await failRun(on.store, runId, failure);
  expect(await needed()).toEqual({ all: before.all + 1, unfinished: before.unfinished + 1, isPlanning: false });
});
