import { failRun, finishRun, markRunRunning, openNextRun, stopRun } from "@sluice/config-store";
import { createdExportAnswerSchema, parseRunId, problemSchema, type RunId, windowsAnswerSchema } from "@sluice/types";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nowMs, type TestApi, testApi } from "../../test-support/api.ts";
import { exportRequest, newConnection, newExport } from "../../test-support/requests.ts";

let api: TestApi;
let connectionId: string;
beforeAll(async () => {
  api = await testApi();
  connectionId = (await newConnection(api)).id;
});
afterAll(() => api[Symbol.asyncDispose]());

const hour = 3_600_000;
const minute = 60_000;
const startMs = nowMs - 17 * hour;
const failure = { code: "connection.access_denied", message: "The bucket refused PutObject.", retryable: false };
const delivered = { manifestKey: "m.manifest.json", manifestText: "{}", totals: { records: 0, objects: 0, bytes: 0 } };

/** An export of every four hours that has begun 17 hours ago. */
async function newRecurring(): Promise<number> {
  const startFrom = new Date(startMs).toISOString();
  const recurring = { type: "allEvents", format: "csv", frequency: "recurring", everyHours: 4, startFrom };
  const made = await api.ask("POST", "/v1/exports", { ...recurring, connectionId });
  return made.parsed(createdExportAnswerSchema).requestId;
}

async function runningRun(requestId: number): Promise<RunId> {
  const due = await openNextRun(api.store, requestId, nowMs);
  if (!due) throw new Error("no window is due");
  await markRunRunning(api.store, due.runId, due.execution);
  return due.runId;
}

async function doneRun(requestId: number): Promise<RunId> {
  const runId = await runningRun(requestId);
  await finishRun(api.store, runId, delivered);
  return runId;
}

async function windowsOf(requestId: number, query = "") {
  return (await api.ask("GET", `/v1/exports/${requestId}/windows${query}`)).parsed(windowsAnswerSchema);
}

/** Window number `index` of the export, as an answer has it. */
function windowAt(index: number) {
  const fromMs = startMs + index * 4 * hour - (index === 0 ? 0 : minute);
  const toMs = startMs + (index + 1) * 4 * hour - minute;
  return { axis: "capturedAt", from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
}

describe("the windows of a recurring export", () => {
  test("say what has become of each, and which is to come", async () => {
    const requestId = await newRecurring();
    const upcoming = { window: windowAt(0), scheduledAt: new Date(startMs + 4 * hour).toISOString() };
    expect(await windowsOf(requestId)).toEqual({ items: [], nextCursor: null, upcoming });
    const first = await doneRun(requestId);
    const second = await openNextRun(api.store, requestId, nowMs);
    expect((await windowsOf(requestId)).items[0]).toMatchObject({ window: windowAt(1), state: "pending" });
    await markRunRunning(api.store, second?.runId ?? "", 1);
    expect(await windowsOf(requestId, "?order=oldest")).toEqual({
      items: [
        { window: windowAt(0), state: "done", runTimestamp: parseRunId(first).runTimestamp },
        { window: windowAt(1), state: "running", runTimestamp: parseRunId(second?.runId ?? "").runTimestamp },
      ],
      nextCursor: null,
      upcoming: { window: windowAt(2), scheduledAt: new Date(startMs + 12 * hour).toISOString() },
    });
    await failRun(api.store, second?.runId ?? "", failure, { nowMs });
    expect((await windowsOf(requestId)).items[0]).toMatchObject({ window: windowAt(1), state: "failed" });
  });

  test("are stopped and skipped with it, and none is to come until it goes on", async () => {
    const requestId = await newRecurring();
    await doneRun(requestId);
    const runId = await runningRun(requestId);
    await api.ask("POST", `/v1/exports/${requestId}/stop`);
    await stopRun(api.store, runId);
    const stopped = await windowsOf(requestId);
    expect([stopped.items[0]?.state, stopped.upcoming]).toEqual(["stopped", null]);
    await api.ask("POST", `/v1/exports/${requestId}/resume`, { from: "now" });
    const { items, upcoming } = await windowsOf(requestId);
    expect(items.map(({ state }) => state)).toEqual(["skipped", "skipped", "done"]);
    expect(upcoming?.window.from).toBe(items[0]?.window.to);
  });

  test("are paged and bounded, whichever come first", async () => {
    const requestId = await newRecurring();
    for (let index = 0; index < 4; index++) await doneRun(requestId);
    for (const [order, indexes] of [
      ["oldest", [0, 1, 2, 3]],
      ["newest", [3, 2, 1, 0]],
    ] as const) {
      const first = await windowsOf(requestId, `?order=${order}&limit=3`);
      const second = await windowsOf(requestId, `?order=${order}&limit=3&cursor=${first.nextCursor}`);
      expect([...first.items, ...second.items].map(({ window }) => window)).toEqual(indexes.map(windowAt));
      expect(second.nextCursor).toBeNull();
    }
    const { from, to } = windowAt(1);
    const inside = await windowsOf(requestId, `?from=${from}&to=${to}`);
    expect(inside.items.map(({ window }) => window)).toEqual([windowAt(1)]);
    const cursor = (await windowsOf(requestId, "?limit=1")).nextCursor;
    const turned = await api.ask("GET", `/v1/exports/${requestId}/windows?order=oldest&cursor=${cursor}`);
    expect(turned.parsed(problemSchema).code).toBe("request.bad_cursor");
  });
});

test("a one-time export has one window, its run's", async () => {
  const { requestId } = await newExport(api, { connectionId });
  const { from, to } = exportRequest;
  const window = { axis: "ts", from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  const only = { window, state: "pending", runTimestamp: requestId };
  expect(await windowsOf(requestId)).toEqual({ items: [only], nextCursor: null, upcoming: null });
  expect((await windowsOf(requestId, `?from=${from}&to=${to}`)).items).toEqual([only]);
  expect((await windowsOf(requestId, `?from=${to}`)).items).toEqual([]);
  expect((await windowsOf(requestId, `?to=${from}`)).items).toEqual([]);
});

test("nobody sees the windows of another project's export", async () => {
  const { requestId } = await newExport(api, { connectionId });
  const answer = await api.ask("GET", `/v1/exports/${requestId}/windows`, undefined, { token: api.stranger });
  expect([answer.status, answer.parsed(problemSchema).code]).toEqual([404, "export.not_found"]);
});
