import { expect, test } from "vitest";
import { newExport, nowMs, project, type TestStore, testStore } from "../test-support/postgres.ts";
import { stopExport } from "./change-export.ts";
import { createRecurringExport } from "./create-export.ts";
import { openNextRun } from "./open-next-run.ts";
import { recurringHealth } from "./recurring-health.ts";
import { failRun } from "./run-status.ts";

const hourMs = 3_600_000;
const failure = { code: "connection.access_denied", message: "refused", retryable: false };

async function newRecurring(on: TestStore, everyHours: number): Promise<number> {
  const created = { ...newExport(on), everyHours, startFromMs: null };
  return (await createRecurringExport(on.store, created)).requestId;
}

test("how recurring exports are doing: none of them is behind, one is, one fails, one was stopped", async () => {
  await using on = await testStore();
  const { store } = on;
  expect(await recurringHealth(store, nowMs)).toEqual({
    scheduled: 0,
    failing: 0,
    overdueSinceMs: null,
    failingSinceMs: null,
  });
  const [often, seldom] = [await newRecurring(on, 4), await newRecurring(on, 24)];
  const calm = { scheduled: 2, failing: 0, overdueSinceMs: null, failingSinceMs: null };
  expect(await recurringHealth(store, nowMs + hourMs)).toEqual(calm);

  const late = await recurringHealth(store, nowMs + 30 * hourMs);
  expect(late).toMatchObject({ scheduled: 2, failing: 0 });
  // The one that is due every four hours was due first.
  expect(late.overdueSinceMs).toBeGreaterThanOrEqual(nowMs + 4 * hourMs);
  expect(late.overdueSinceMs).toBeLessThan(nowMs + 5 * hourMs);

  const run = await openNextRun(store, often, nowMs + 5 * hourMs);
  if (run === null) throw new Error("a window was due");
  expect(await recurringHealth(store, nowMs + 5 * hourMs)).toEqual(calm);
  await failRun(store, run.runId, failure, { nowMs: nowMs + 6 * hourMs });
  expect(await recurringHealth(store, nowMs + 6 * hourMs)).toEqual({
    scheduled: 2,
    failing: 1,
    overdueSinceMs: null,
    failingSinceMs: nowMs + 6 * hourMs,
  });

  for (const requestId of [often, seldom]) await stopExport(store, project, requestId, nowMs + 7 * hourMs);
  expect(await recurringHealth(store, nowMs + 90 * hourMs)).toEqual({
    scheduled: 0,
    failing: 0,
    overdueSinceMs: null,
    failingSinceMs: null,
  });
});
