import { afterAll, beforeAll, expect, test } from "vitest";
import { newExport, newRun, nowMs, project, type TestStore, testStore } from "../test-support/postgres.ts";
import { archiveExport, unarchiveExport } from "./archive-export.ts";
import { resumeExport, stopExport } from "./change-export.ts";
import { createRecurringExport } from "./create-export.ts";
import { getExport } from "./exports.ts";
import { listExports } from "./find-exports.ts";
import { reopenRun } from "./reopen-run.ts";
import { runKeyOf } from "./run-key.ts";
import { failRun } from "./run-status.ts";

let on: TestStore;
beforeAll(async () => {
  on = await testStore();
});
afterAll(() => on?.[Symbol.asyncDispose]());

const failure = { code: "internal", message: "It failed.", retryable: true };
const isArchived = async (requestId: number) => (await getExport(on.store, project, requestId)).archivedAt !== null;

test("an export that has ended is put out of the log's way and back, and keeps when it was", async () => {
  const runId = await newRun(on);
  const { requestId } = runKeyOf(runId);
  await expect(archiveExport(on.store, project, requestId)).rejects.toMatchObject({ code: "export.still_going" });
  await failRun(on.store, runId, failure);
  await archiveExport(on.store, project, requestId);
  const { archivedAt } = await getExport(on.store, project, requestId);
  await archiveExport(on.store, project, requestId);
  expect((await getExport(on.store, project, requestId)).archivedAt).toEqual(archivedAt);
  const listed = async (archived: "exclude" | "only" | "include") =>
    (await listExports(on.store, project, { archived, limit: 10 })).some((found) => found.requestId === requestId);
  expect([await listed("exclude"), await listed("only"), await listed("include")]).toEqual([false, true, true]);
  await unarchiveExport(on.store, project, requestId);
  expect([await listed("exclude"), await listed("only"), await listed("include")]).toEqual([true, false, true]);
});

test("one that goes on again comes back by itself", async () => {
  const runId = await newRun(on);
  const { requestId } = runKeyOf(runId);
  await failRun(on.store, runId, failure);
  await archiveExport(on.store, project, requestId);
  await reopenRun(on.store, runId);
  expect(await isArchived(requestId)).toBe(false);
});

test("a recurring one has to be stopped first, and comes back when it is resumed", async () => {
  const { window: _, ...created } = newExport(on);
  const { requestId } = await createRecurringExport(on.store, { ...created, everyHours: 4, startFromMs: null });
  await expect(archiveExport(on.store, project, requestId)).rejects.toMatchObject({ code: "export.still_going" });
  await stopExport(on.store, project, requestId, nowMs);
  await archiveExport(on.store, project, requestId);
  expect(await isArchived(requestId)).toBe(true);
  await resumeExport(on.store, project, requestId, { from: "now", nowMs });
  expect(await isArchived(requestId)).toBe(false);
});

test("nobody archives another project's exports", async () => {
  const { requestId } = runKeyOf(await newRun(on));
  await expect(archiveExport(on.store, "200", requestId)).rejects.toMatchObject({ code: "export.not_found" });
});
