import { failRun, finishRun, markRunRunning, openNextRun } from "@sluice/config-store";
import { createdExportAnswerSchema, exportsAnswerSchema, foundRunsAnswerSchema, problemSchema } from "@sluice/types";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nowMs, type TestApi, testApi } from "../../test-support/api.ts";
import { newConnection } from "../../test-support/requests.ts";

/** Three exports: one that is Done, one that has Failed, and a recurring one with a run Done and one Pending. */
let api: TestApi;
let made: { readonly done: number; readonly failed: number; readonly recurring: number; readonly idle: number };
let connectionId: string;
let elsewhere: string;
beforeAll(async () => {
  api = await testApi();
  connectionId = (await newConnection(api)).id;
  elsewhere = (await newConnection(api, { name: "Elsewhere" })).id;
  const recurring = await create({ ...everyFour, name: "Nightly", startFrom: at(nowMs - 10 * hourMs) });
  await deliver(await due(recurring));
  await due(recurring);
  const done = await create({ name: "Done", format: "csv" });
  await deliver(runOf(done));
  const failed = await create({ name: "Failed", connectionId: elsewhere });
  await markRunRunning(api.store, runOf(failed), 1);
  await failRun(api.store, runOf(failed), { code: "connection.access_denied", message: "Refused.", retryable: false });
  const idle = await create({ ...everyFour, name: "Idle" });
  made = { done, failed, recurring, idle };
});
afterAll(() => api[Symbol.asyncDispose]());

const hourMs = 3_600_000;
const at = (ms: number) => new Date(ms).toISOString();
const everyFour = { frequency: "recurring", everyHours: 4, from: undefined, to: undefined };
const once = { type: "allEvents", format: "json", from: at(nowMs - hourMs), to: at(nowMs) };
const runOf = (requestId: number) => `${requestId}-${requestId}`;

async function create(change: object): Promise<number> {
  const answer = await api.ask("POST", "/v1/exports", { ...once, connectionId, ...change });
  return answer.parsed(createdExportAnswerSchema).requestId;
}

async function due(requestId: number): Promise<string> {
  const run = await openNextRun(api.store, requestId, nowMs);
  if (!run) throw new Error("no window is due");
  return run.runId;
}

async function deliver(runId: string): Promise<void> {
  await markRunRunning(api.store, runId, 1);
  const totals = { records: 1, objects: 1, bytes: 1 };
  await finishRun(api.store, runId, { manifestKey: "m.json", manifestText: "{}", totals }, { nowMs });
}

const runs = async (query: string) => (await api.ask("GET", `/v1/runs?${query}`)).parsed(foundRunsAnswerSchema);
const names = async (query: string) => (await runs(query)).items.map(({ exportName }) => exportName);

describe("the runs of all exports", () => {
  test("are listed newest first, each with what its export and its connection are called", async () => {
    const { items } = await runs("");
    expect(items.map(({ exportName, status }) => [exportName, status])).toEqual([
      ["Failed", "Failed"],
      ["Done", "Done"],
      ["Nightly", "Pending"],
      ["Nightly", "Done"],
    ]);
    expect(items[0]).toMatchObject({
      requestId: made.failed,
      format: "json",
      type: "allEvents",
      frequency: "oneTime",
      connection: { id: elsewhere, name: "Elsewhere" },
      error: { code: "connection.access_denied", message: "Refused." },
    });
  });

  test("are found by status, format, export and connection", async () => {
    expect(await names("status=Failed")).toEqual(["Failed"]);
    expect(await names("status=Failed&status=Pending")).toEqual(["Failed", "Nightly"]);
    expect(await names("status=Failed,Pending")).toEqual(["Failed", "Nightly"]);
    expect(await names("format=csv,xml")).toEqual(["Done"]);
    expect(await names(`requestId=${made.recurring}`)).toEqual(["Nightly", "Nightly"]);
    expect(await names(`connectionId=${elsewhere}`)).toEqual(["Failed"]);
    expect(await names("connectionId=%00")).toEqual([]);
  });

  test("are found by when they began and when they ended", async () => {
    const { items } = await runs("status=Failed");
    const endedMs = Date.parse(items[0]?.endedAt ?? "");
    const startedMs = Date.parse(items[0]?.startedAt ?? "");
    expect(await names(`status=Failed&endedFrom=${at(endedMs)}&endedTo=${at(endedMs + 1)}`)).toEqual(["Failed"]);
    expect(await names(`status=Failed&endedTo=${at(endedMs)}`)).toEqual([]);
    expect(await names(`status=Failed&startedFrom=${at(startedMs)}&startedTo=${at(startedMs + 1)}`)).toEqual([
      "Failed",
    ]);
    expect(await names(`status=Failed&startedFrom=${at(startedMs + 1)}`)).toEqual([]);
    expect(await names(`status=Pending&endedFrom=${at(0)}`)).toEqual([]);
  });

  test("are paged, each page of the very list that its cursor came from", async () => {
    const first = await runs("limit=3");
    const second = await runs(`limit=3&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items]).toEqual((await runs("")).items);
    expect(second.nextCursor).toBeNull();
    const other = await api.ask("GET", `/v1/runs?status=Done&cursor=${first.nextCursor}`);
    expect(other.parsed(problemSchema).code).toBe("request.bad_cursor");
  });

  test("of another project are not among them", async () => {
    const { json } = await api.ask("GET", "/v1/runs", undefined, { token: api.stranger });
    expect(json).toEqual({ items: [], nextCursor: null });
  });

  test.each([
    ["status=Odd", "/status", 'must be one of "Pending", "Running", "Done", "Stopped", "Failed"'],
    ["status=", "/status", 'must be one of "Pending", "Running", "Done", "Stopped", "Failed"'],
    ["status=Done&status=Odd", "/status", 'must be one of "Pending", "Running", "Done", "Stopped", "Failed"'],
    ["requestId=1e3", "/requestId", "must be a whole number of up to twelve digits"],
    ["endedFrom=0000-01-01T00:00:00Z", "/endedFrom", "must be an RFC 3339 time such as 2026-01-31T00:00:00Z"],
  ])("are not looked for with %s", async (query, pointer, message) => {
    const answer = await api.ask("GET", `/v1/runs?${query}`);
    expect(answer.parsed(problemSchema).errors).toEqual([{ pointer, in: "query", message }]);
  });
});

describe("the activity log", () => {
  const list = async (query: string) => (await api.ask("GET", `/v1/exports?${query}`)).parsed(exportsAnswerSchema);
  const ids = async (query: string) => (await list(query)).items.map(({ requestId }) => requestId);

  test("takes several statuses and formats", async () => {
    expect(await ids("status=Done&status=Failed")).toEqual([made.failed, made.done]);
    expect((await list("status=Done,Failed")).totals.exports).toBe(2);
    expect(await ids("status=Pending&format=csv")).toEqual([]);
  });

  test("is sorted by the last run, with those at the end that have none", async () => {
    const sorted = [made.failed, made.done, made.recurring, made.idle];
    expect(await ids("sort=lastRun")).toEqual(sorted);
    expect(await ids("")).toEqual(sorted.toSorted((a, b) => b - a));
  });

  test("is paged in either order", async () => {
    for (const sort of ["created", "lastRun"]) {
      const seen: number[] = [];
      let cursor = "";
      do {
        const page = await list(`sort=${sort}&limit=1${cursor}`);
        seen.push(...page.items.map(({ requestId }) => requestId));
        cursor = page.nextCursor === null ? "" : `&cursor=${page.nextCursor}`;
      } while (cursor !== "");
      expect(seen).toEqual(await ids(`sort=${sort}`));
    }
  });
});
