import { afterAll, beforeAll, expect, test } from "vitest";
import { newRun, planOf, project, type TestStore, testStore } from "../test-support/postgres.ts";
import { changedExports, runsUnderWay, storeNowMs } from "./changed-exports.ts";
import { savePlan } from "./run-plans.ts";
import { markRunRunning } from "./run-status.ts";

let on: TestStore;
beforeAll(async () => {
  on = await testStore();
});
afterAll(() => on?.[Symbol.asyncDispose]());

test("of runs under way those at work come first, so many of each project at most", async () => {
  const waiting = await newRun(on);
  const working = await newRun(on);
  await markRunRunning(on.store, working, 1);
  await savePlan(on.store, working, planOf({ jobs: 2 }), 5);
  const found = async (limit: number) =>
    (await runsUnderWay(on.store, [project], { limit })).map(({ run, encodedRecords }) => [run.runId, encodedRecords]);
  expect(await found(1)).toEqual([[working, 0]]);
  expect((await found(10)).map(([runId]) => runId)).toEqual([working, waiting]);
  expect(await runsUnderWay(on.store, ["another"], { limit: 10 })).toEqual([]);
});

test("what changes after an instant is found, the latest first", async () => {
  const sinceMs = await storeNowMs(on.store);
  const runs = [await newRun(on), await newRun(on)];
  const [first] = runs;
  await markRunRunning(on.store, first ?? "", 1);
  const found = await changedExports(on.store, [project], { sinceMs, limit: 10 });
  expect(found.map(({ requestId }) => String(requestId))).toEqual(runs.map((runId) => runId.split("-")[0]));
  expect(await changedExports(on.store, [project], { sinceMs: await storeNowMs(on.store), limit: 10 })).toEqual([]);
});
