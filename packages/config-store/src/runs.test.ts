import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  credentials,
  newRun,
  objectOf,
  planOf,
  project,
  type TestStore,
  target,
  testStore,
} from "../test-support/postgres.ts";
import { loadEncodeJob, recordJobProgress } from "./encode-jobs.ts";
import { getExport } from "./exports.ts";
import { reopenRun } from "./reopen-run.ts";
import { runKeyOf } from "./run-key.ts";
import { allRunObjects, encodedRecords, listRunObjects, recordJobDone } from "./run-objects.ts";
import { listJobs, listPlannedEvents, savePlan } from "./run-plans.ts";
import { failRun, finishRun, markRunRunning, markRunStarted, setRunWaiting, stopRun } from "./run-status.ts";
import { getTimeline } from "./run-timeline.ts";
import { getManifestText, getRun, listStartedRuns, listUnstartedRuns } from "./runs.ts";

let on: TestStore;
beforeAll(async () => {
  on = await testStore();
});
afterAll(() => on?.[Symbol.asyncDispose]());

const failure = { code: "connection.access_denied", message: "refused", retryable: false };
const manifest = {
  manifestKey: "in/manifest.json",
  manifestText: '{"version":1,"name":"a\\u0000b"}',
  totals: { records: 20, objects: 2, bytes: 200 },
};

describe("a plan", () => {
  test("of 50,000 segments is kept and paged in order", async () => {
    const runId = await newRun(on);
    expect(await savePlan(on.store, runId, planOf({ jobs: 50_000 }), 5)).toEqual({ jobs: 50_000, records: 500_000 });
    let next = 0;
    for (;;) {
      const page = await listJobs(on.store, runId, { from: next, limit: 10_000 });
      for (const { jobIndex } of page) expect(jobIndex).toBe(next++);
      if (page.length < 10_000) break;
    }
    expect(next).toBe(50_000);
    expect((await getRun(on.store, runId)).plan).toEqual({ snapshotMs: 5, expectedRecords: 500_000, jobs: 50_000 });
  });

  test("that is there already wins, also over one that is saved at the same time", async () => {
    const runId = await newRun(on);
    const saved = await Promise.all([2, 3, 4].map((jobs) => savePlan(on.store, runId, planOf({ jobs }), jobs)));
    expect(new Set(saved.map(({ jobs }) => jobs)).size).toBe(1);
    expect(await listJobs(on.store, runId, { from: 0, limit: 99 })).toHaveLength(saved[0]?.jobs ?? -1);
  });

  test("keeps names with NUL, and gives an encoder all it needs", async () => {
    const runId = await newRun(on);
    const plan = planOf({ jobs: 1, eventName: 'a\0b"' });
    await savePlan(on.store, runId, plan, 5);
    expect(await listPlannedEvents(on.store, runId)).toEqual(plan.events);
    expect((await loadEncodeJob(on.store, on.keys, runId, 0)).state).toBe("over");
    await markRunRunning(on.store, runId, 1);
    const loaded = await loadEncodeJob(on.store, on.keys, runId, 0);
    const segments = [{ segment: plan.jobs[0]?.segments[0], event: plan.events[0] }];
    expect(loaded).toMatchObject({ state: "open", job: { runId, projectId: project, target, credentials, segments } });
    const [job] = await listJobs(on.store, runId, { from: 0, limit: 1 });
    expect(job?.label).toBe(plan.jobs[0]?.label);
    await recordJobDone(on.store, runId, 0, [objectOf(0, 'a\0b"')], target);
    expect((await loadEncodeJob(on.store, on.keys, runId, 0)).state).toBe("done");
  });
});

describe("a run", () => {
  test("goes from Pending over Running to Done, its export with it, and says so once", async () => {
    const runId = await newRun(on);
    expect(await markRunRunning(on.store, runId, 1)).toBe(true);
    expect(await markRunRunning(on.store, runId, 1)).toBe(true);
    await savePlan(on.store, runId, planOf({ jobs: 2 }), 5);
    await setRunWaiting(on.store, runId, "waiting for a csv encoder");
    await setRunWaiting(on.store, runId, "waiting for a csv encoder");
    await setRunWaiting(on.store, runId, null);
    for (const job of [1, 0, 0]) await recordJobDone(on.store, runId, job, [objectOf(job)], target);
    expect(await finishRun(on.store, runId, manifest)).toBe(true);
    expect(await finishRun(on.store, runId, manifest)).toBe(false);
    const run = await getRun(on.store, runId);
    expect(run).toMatchObject({ status: "Done", records: 20, objects: 2, bytes: 200, jobsDone: 2, waiting: null });
    expect(run.manifestKey).toBe(manifest.manifestKey);
    expect(await getManifestText(on.store, runId)).toBe(manifest.manifestText);
    expect((await getExport(on.store, project, run.requestId)).status).toBe("Done");
    const kinds = (await getTimeline(on.store, runKeyOf(runId))).map(({ kind }) => kind);
    expect(kinds).toEqual(["opened", "started", "planned", "waiting", "firstObject", "done"]);
  });

  test("says that it waits, with its place as it changes, and has it in its timeline once until something happens", async () => {
    const runId = await newRun(on);
    await markRunRunning(on.store, runId, 1);
    await savePlan(on.store, runId, planOf({ jobs: 2 }), 5);
    const wait = async (place: string) => {
      await setRunWaiting(on.store, runId, `waiting for a free csv encoder${place}`);
      expect((await getRun(on.store, runId)).waiting).toBe(`waiting for a free csv encoder${place}`);
    };
    await wait(", 3 jobs ahead");
    await wait(", 2 jobs ahead");
    await setRunWaiting(on.store, runId, null);
    expect((await getRun(on.store, runId)).waiting).toBeNull();
    await wait("");
    await recordJobDone(on.store, runId, 0, [objectOf(0)], target);
    await setRunWaiting(on.store, runId, null);
    await wait(", 1 job ahead");
    const kinds = (await getTimeline(on.store, runKeyOf(runId))).map(({ kind }) => kind);
    expect(kinds).toEqual(["opened", "started", "planned", "waiting", "firstObject", "waiting"]);
  });

  test("that has ended is never revived or ended otherwise, whoever comes first", async () => {
    for (let round = 0; round < 10; round++) {
      const runId = await newRun(on);
      const ends = await Promise.all([
        stopRun(on.store, runId),
        failRun(on.store, runId, failure),
        finishRun(on.store, runId, manifest),
        markRunRunning(on.store, runId, 1).then(() => false),
      ]);
      expect(ends.filter(Boolean)).toHaveLength(1);
      const { status, requestId } = await getRun(on.store, runId);
      expect(status).toBe((["Stopped", "Failed", "Done"] as const)[ends.indexOf(true)]);
      expect((await getExport(on.store, project, requestId)).status).toBe(status);
      expect(await markRunRunning(on.store, runId, 1)).toBe(false);
      await setRunWaiting(on.store, runId, "late");
      expect((await getRun(on.store, runId)).waiting).toBeNull();
    }
  });

  test("that failed can be retried with its plan, what it delivered, and a higher execution", async () => {
    const runId = await newRun(on);
    await markRunRunning(on.store, runId, 1);
    await savePlan(on.store, runId, planOf({ jobs: 3 }), 5);
    await recordJobDone(on.store, runId, 0, [objectOf(0)], target);
    await recordJobProgress(on.store, runId, 1, 7);
    await recordJobProgress(on.store, runId, 1, 4);
    expect(await encodedRecords(on.store, runId)).toBe(17);
    await failRun(on.store, runId, failure);
    expect(await reopenRun(on.store, runId)).toBe(2);
    expect(await getRun(on.store, runId)).toMatchObject({ status: "Pending", error: null, jobsDone: 1, records: 10 });
    expect(await encodedRecords(on.store, runId)).toBe(10);
    expect(await markRunRunning(on.store, runId, 1)).toBe(false);
    expect(await markRunRunning(on.store, runId, 2)).toBe(true);
    expect((await listJobs(on.store, runId, { from: 0, limit: 9 })).map(({ done }) => done)).toEqual([
      true,
      false,
      false,
    ]);
    await expect(reopenRun(on.store, runId)).rejects.toMatchObject({ code: "run.not_retryable" });
  });

  test("can be retried while a job of it still comes in", async () => {
    const runId = await newRun(on);
    await savePlan(on.store, runId, planOf({ jobs: 1 }), 5);
    const { requestId } = runKeyOf(runId);
    const retrying = await on.store.pool.connect();
    try {
      // What a retry locks, one after the other, with a job coming in between the two.
      await retrying.query("begin");
      await retrying.query("select from runs where request_id = $1 for update", [requestId]);
      const coming = recordJobDone(on.store, runId, 0, [objectOf(0)], target);
      await expect.poll(() => waitingForLocks(), { timeout: 60_000 }).toBe(1);
      await retrying.query("update run_jobs set progress = 0 where request_id = $1", [requestId]);
      await retrying.query("commit");
      await coming;
    } finally {
      retrying.release();
    }
    expect(await getRun(on.store, runId)).toMatchObject({ jobsDone: 1, objects: 1, records: 10 });
  });

  test("without a workflow is found until it has one", async () => {
    const runId = await newRun(on);
    const ids = async (list: Promise<readonly { runId: string }[]>) => (await list).map((run) => run.runId);
    expect(await ids(listUnstartedRuns(on.store, { olderThanMs: -60_000 }))).toContain(runId);
    expect(await ids(listUnstartedRuns(on.store, { olderThanMs: 60_000 }))).not.toContain(runId);
    await markRunStarted(on.store, runId);
    expect(await ids(listUnstartedRuns(on.store, { olderThanMs: -60_000 }))).not.toContain(runId);
    expect(await ids(listStartedRuns(on.store))).toContain(runId);
  });

  test("gives its objects in file order, page by page, also thousands of one job", async () => {
    const runId = await newRun(on);
    await savePlan(on.store, runId, planOf({ jobs: 1 }), 5);
    const delivered = Array.from({ length: 12_000 }, (_, index) => objectOf(11_999 - index));
    await recordJobDone(on.store, runId, 0, delivered, target);
    let next = 0;
    for await (const { fileIndex } of allRunObjects(on.store, runId)) expect(fileIndex).toBe(next++);
    expect(next).toBe(12_000);
    const after = { eventIndex: 0, databaseId: 0, fileIndex: 9 };
    const [first] = await listRunObjects(on.store, runId, { after, limit: 1 });
    expect(first?.place.fileIndex).toBe(10);
  });
});

async function waitingForLocks(): Promise<number> {
  const { rowCount } = await on.store.pool.query("select from pg_stat_activity where wait_event_type = 'Lock'");
  return rowCount ?? 0;
}
