import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newExport, objectOf, planOf, project, type TestStore, target, testStore } from "../test-support/postgres.ts";
import { beginManifest } from "./begin-manifest.ts";
import { editExport, resumeExport, stopExport } from "./change-export.ts";
import { updateConnection } from "./connections.ts";
import { createRecurringExport } from "./create-export.ts";
import type { ConfigDb } from "./open-config-store.ts";
import { openNextRun } from "./open-next-run.ts";
import { reopenRun } from "./reopen-run.ts";
import { listRunObjects, recordJobDone } from "./run-objects.ts";
import { savePlan } from "./run-plans.ts";
import { failRun, finishRun, markRunRunning, stopRun } from "./run-status.ts";
import { getManifestText, getRun } from "./runs.ts";
import { listWindows } from "./windows.ts";

const hour = 3_600_000;
const start = Date.UTC(2026, 0, 1);

let on: TestStore;
beforeAll(async () => {
  on = await testStore();
});
afterAll(() => on[Symbol.asyncDispose]());

async function newRecurring(): Promise<{ readonly requestId: number; readonly startMs: number }> {
  const { window: _, ...created } = newExport(on, { nowMs: start });
  const { requestId } = await createRecurringExport(on.store, { ...created, everyHours: 4, startFromMs: start });
  return { requestId, startMs: start };
}

async function runAt(requestId: number, nowMs: number, store: ConfigDb = on.store) {
  const due = await openNextRun(store, requestId, nowMs);
  if (!due) throw new Error("nothing is due");
  return due;
}

/** The first window's run, which works on its manifest. */
async function finishingRun() {
  const { requestId, startMs } = await newRecurring();
  const { runId } = await runAt(requestId, startMs + 4 * hour);
  await markRunRunning(on.store, runId, 1);
  const manifest = { manifestKey: `in/${runId}.manifest.json`, manifestText: "{}" };
  expect(await beginManifest(on.store, runId, 1, manifest)).toBe("begun");
  return { requestId, startMs, runId, manifest };
}

async function states(requestId: number) {
  const windows = await listWindows(on.store, requestId, { limit: 100 });
  return windows.toReversed().map(({ fromMs, toMs, state }) => [fromMs - start, toMs - start, state]);
}

const failure = { code: "internal", message: "It failed.", retryable: true };
const totals = { records: 0, objects: 0, bytes: 0 };
const minute = 60_000;

describe("a window", () => {
  test("is opened once, however many ask at once", async () => {
    const { requestId, startMs } = await newRecurring();
    const asked = Array.from({ length: 6 }, () => openNextRun(on.store, requestId, startMs + 4 * hour));
    expect(new Set((await Promise.all(asked)).map((due) => due?.runId)).size).toBe(1);
    expect(await states(requestId)).toEqual([[0, 4 * hour - minute, "open"]]);
  });

  test("whose manifest may be in the bucket is not skipped, but what follows it is", async () => {
    const { requestId, startMs, runId, manifest } = await finishingRun();
    await stopExport(on.store, project, requestId, startMs + 5 * hour);
    await stopRun(on.store, runId, { execution: 1 });
    const nowMs = startMs + 10 * hour;
    await resumeExport(on.store, project, requestId, { from: "now", nowMs });
    expect(await states(requestId)).toEqual([
      [0, 4 * hour - minute, "open"],
      [4 * hour - minute, 10 * hour, "skipped"],
    ]);
    const again = await runAt(requestId, nowMs);
    expect(again).toMatchObject({ runId, execution: 2 });
    await markRunRunning(on.store, runId, 2);
    await finishRun(on.store, runId, { ...manifest, totals }, { execution: 2 });
    await runAt(requestId, startMs + 12 * hour);
    expect(await states(requestId)).toEqual([
      [0, 4 * hour - minute, "done"],
      [4 * hour - minute, 10 * hour, "skipped"],
      [10 * hour, 12 * hour - minute, "open"],
    ]);
  });

  test("is skipped when its run had not come to a manifest", async () => {
    const { requestId, startMs } = await newRecurring();
    const { runId } = await runAt(requestId, startMs + 4 * hour);
    await stopExport(on.store, project, requestId, startMs + 5 * hour);
    await stopRun(on.store, runId);
    await resumeExport(on.store, project, requestId, { from: "now", nowMs: startMs + 10 * hour });
    expect((await states(requestId)).map(([, , state]) => state)).toEqual(["skipped", "skipped"]);
  });

  test("has a scheduled time of its own where skipping ended before the last one and the settle delay got shorter", async () => {
    const { requestId, startMs } = await newRecurring();
    const { runId } = await runAt(requestId, startMs + 4 * hour);
    await stopExport(on.store, project, requestId, startMs + 4 * hour);
    await stopRun(on.store, runId);
    const nowMs = startMs + 4 * hour - minute / 2;
    await resumeExport(on.store, project, requestId, { from: "now", nowMs });
    const impatient = { ...on.store, rules: { ...on.store.rules, settleDelayMs: 0 } };
    const next = await runAt(requestId, startMs + 8 * hour, impatient);
    expect(next.runId).toBe(`${requestId}-${startMs / 1_000 + 8 * 3_600}`);
  });

  test("that is open keeps what it delivers when its export is edited", async () => {
    const { requestId, startMs } = await newRecurring();
    const { runId } = await runAt(requestId, startMs + 4 * hour);
    await editExport(on.store, project, requestId, { everyHours: 6, eventNames: ["Charged"] });
    expect(await getRun(on.store, runId)).toMatchObject({ eventNames: null });
    await failRun(on.store, runId, failure, { nowMs: startMs + 4 * hour });
    expect(await openNextRun(on.store, requestId, startMs + 4 * hour)).toBeNull();
    expect(await runAt(requestId, startMs + 5 * hour)).toMatchObject({ runId, execution: 2 });
    await markRunRunning(on.store, runId, 2);
    await finishRun(on.store, runId, { manifestKey: "m", manifestText: "{}", totals });
    await runAt(requestId, startMs + 10 * hour);
    expect(await states(requestId)).toEqual([
      [0, 4 * hour - minute, "done"],
      [4 * hour - minute, 10 * hour - minute, "open"],
    ]);
  });
});

describe("a run", () => {
  test("that has ended, or is at another execution, begins no manifest", async () => {
    const { runId, manifest } = await finishingRun();
    await failRun(on.store, runId, failure);
    expect(await beginManifest(on.store, runId, 1, manifest)).toBe("over");
    expect(await reopenRun(on.store, runId)).toBe(2);
    await markRunRunning(on.store, runId, 2);
    expect(await beginManifest(on.store, runId, 1, manifest)).toBe("over");
    expect(await finishRun(on.store, runId, { ...manifest, totals }, { execution: 1 })).toBe(false);
    expect(await beginManifest(on.store, runId, 2, manifest)).toBe("begun");
    expect(await finishRun(on.store, runId, { ...manifest, totals }, { execution: 2 })).toBe(true);
    expect(await beginManifest(on.store, runId, 2, manifest)).toBe("done");
  });

  test("shows its manifest when it is done, not before", async () => {
    const { runId, manifest } = await finishingRun();
    expect(await getManifestText(on.store, runId)).toBeNull();
    expect(await getRun(on.store, runId)).toMatchObject({ manifestKey: null });
    await finishRun(on.store, runId, { ...manifest, totals });
    expect(await getManifestText(on.store, runId)).toBe("{}");
    expect(await getRun(on.store, runId)).toMatchObject({ manifestKey: manifest.manifestKey });
  });

  test("takes no object that a late encoder has put into the bucket it went to before", async () => {
    const { requestId, startMs } = await newRecurring();
    const { runId } = await runAt(requestId, startMs + 4 * hour);
    await markRunRunning(on.store, runId, 1);
    await savePlan(on.store, runId, planOf({ jobs: 1 }), startMs);
    await failRun(on.store, runId, failure);
    const moved = { ...target, bucket: "other" };
    await updateConnection(on.store, on.keys, project, on.connection.id, { target: moved });
    await reopenRun(on.store, runId);
    expect(await recordJobDone(on.store, runId, 0, [objectOf(0)], target)).toBe(false);
    expect(await listRunObjects(on.store, runId, { limit: 10 })).toEqual([]);
    expect(await recordJobDone(on.store, runId, 0, [objectOf(0)], moved)).toBe(true);
    expect(await listRunObjects(on.store, runId, { limit: 10 })).toHaveLength(1);
  });
});
