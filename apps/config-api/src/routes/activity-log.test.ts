import {
  failRun,
  finishRun,
  getRun,
  markRunRunning,
  noteRunError,
  openNextRun,
  recordJobDone,
  reopenRun,
  type StoredObject,
  savePlan,
  setRunWaiting,
} from "@sluice/config-store";
import {
  createdExportAnswerSchema,
  exportsAnswerSchema,
  parseRunId,
  problemSchema,
  type RunPlan,
  runDetailsAnswerSchema,
  runIdOf,
} from "@sluice/types";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nowMs, type TestApi, testApi } from "../../test-support/api.ts";
import { newConnection } from "../../test-support/requests.ts";

let api: TestApi;
let connectionId: string;
beforeAll(async () => {
  api = await testApi();
  connectionId = (await newConnection(api)).id;
});
afterAll(() => api[Symbol.asyncDispose]());

const at = (ms: number) => new Date(ms).toISOString();
const once = { type: "allEvents", format: "json", from: at(nowMs - 3_600_000), to: at(nowMs) };
const create = async (change: object = {}) =>
  (await api.ask("POST", "/v1/exports", { ...once, connectionId, ...change })).parsed(createdExportAnswerSchema)
    .requestId;
const list = async (query: string) => (await api.ask("GET", `/v1/exports?${query}`)).parsed(exportsAnswerSchema);

describe("the activity log", () => {
  test("says how many exports there are on all pages, by status", async () => {
    const name = "counted";
    for (const format of ["json", "csv", "xml"]) await create({ name, format });
    await create({ name, frequency: "recurring", everyHours: 4, from: undefined, to: undefined });
    const { items, totals } = await list(`text=${name}&limit=1`);
    expect(items).toHaveLength(1);
    expect(totals).toEqual({ exports: 4, byStatus: { Pending: 4, Running: 0, Done: 0, Stopped: 0, Failed: 0 } });
    expect((await list(`text=${name}&frequency=recurring`)).totals.exports).toBe(1);
    expect((await list(`text=${name}&frequency=oneTime&format=csv`)).items).toHaveLength(1);
    expect(items[0]?.totals).toEqual({ runs: 0, records: 0, objects: 0, bytes: 0 });
  });

  test("finds exports by when they were created", async () => {
    const name = "in time";
    await create({ name });
    const [export_] = (await list(`text=${encodeURIComponent(name)}`)).items;
    const createdMs = Date.parse(export_?.createdAt ?? "");
    const found = async (fromMs: number, toMs: number) =>
      (await list(`text=${encodeURIComponent(name)}&createdFrom=${at(fromMs)}&createdTo=${at(toMs)}`)).items.length;
    expect(await found(createdMs, createdMs + 1)).toBe(1);
    expect(await found(createdMs - 1, createdMs)).toBe(0);
    expect(await found(createdMs + 1, createdMs + 2)).toBe(0);
  });

  test("is paged without repeating or missing an export, though others are created meanwhile", async () => {
    const name = "paged";
    const before: number[] = [];
    for (let index = 0; index < 12; index++) before.push(await create({ name }));
    const seen: number[] = [];
    let cursor = "";
    do {
      const page = await list(`text=${name}&limit=5${cursor}`);
      seen.push(...page.items.map(({ requestId }) => requestId));
      cursor = page.nextCursor === null ? "" : `&cursor=${page.nextCursor}`;
      await create({ name });
    } while (cursor !== "");
    expect(seen).toEqual(before.toReversed());
  });

  test("is paged without repeating or missing an export while others are created and stopped at the same time", async () => {
    const name = "busy";
    const before: number[] = [];
    for (let index = 0; index < 12; index++) before.push(await create({ name }));
    let isPaging = true;
    const created = async () => {
      while (isPaging) await create({ name });
    };
    const stopped = async () => {
      for (const requestId of before) await api.ask("POST", `/v1/exports/${requestId}/stop`);
    };
    const others = Promise.all([created(), created(), stopped()]);
    const seen: number[] = [];
    let cursor = "";
    do {
      const page = await list(`text=${name}&limit=2${cursor}`);
      seen.push(...page.items.map(({ requestId }) => requestId));
      cursor = page.nextCursor === null ? "" : `&cursor=${page.nextCursor}`;
    } while (cursor !== "");
    isPaging = false;
    await others;
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => b - a));
    expect(seen.filter((requestId) => before.includes(requestId))).toEqual(before.toReversed());
  });

  test("adds up what all runs of an export have put into the bucket", async () => {
    const recurring = { frequency: "recurring", everyHours: 4, from: undefined, to: undefined };
    const requestId = await create({ name: "added up", ...recurring, startFrom: at(nowMs - 9 * 3_600_000) });
    for (const records of [1, 20]) {
      const due = await openNextRun(api.store, requestId, nowMs);
      if (!due) throw new Error("no window is due");
      await markRunRunning(api.store, due.runId, due.execution);
      const totals = { records, objects: 2, bytes: 300 };
      await finishRun(
        api.store,
        due.runId,
        { manifestKey: `${due.runId}.json`, manifestText: "{}", totals },
        { nowMs },
      );
    }
    const totals = { runs: 2, records: 21, objects: 4, bytes: 600 };
    expect((await list("text=added%20up")).items).toMatchObject([
      { requestId, totals, lastRun: { totals: { records: 20 } } },
    ]);
    expect((await api.ask("GET", `/v1/exports/${requestId}`)).json).toMatchObject({ totals });
  });

  test("takes a cursor for the list alone that gave it", async () => {
    for (let index = 0; index < 2; index++) await create({ name: "cursor" });
    const { nextCursor } = await list("text=cursor&limit=1");
    const tampered = `${nextCursor?.slice(0, -1)}${nextCursor?.endsWith("A") ? "B" : "A"}`;
    for (const query of [`text=other&cursor=${nextCursor}`, `cursor=${nextCursor}`, `text=cursor&cursor=${tampered}`]) {
      const answer = await api.ask("GET", `/v1/exports?${query}&limit=1`);
      expect([answer.status, answer.parsed(problemSchema).code]).toEqual([400, "request.bad_cursor"]);
    }
    expect((await list(`text=cursor&limit=1&cursor=${nextCursor}`)).items).toHaveLength(1);
  });

  test.each([
    ["/createdFrom", "createdFrom=yesterday", "must be an RFC 3339 time such as 2026-01-31T00:00:00Z"],
    ["/frequency", "frequency=weekly", 'must be one of "oneTime", "recurring"'],
    ["/status", "status=done", 'must be one of "Pending", "Running", "Done", "Stopped", "Failed"'],
    ["/limit", "limit=0", "must be at least 1"],
    ["/limit", "limit=501", "must be at most 500"],
    ["/limit", "limit=abc", "must be a number"],
  ])("refuses a bad %s", async (pointer, query, message) => {
    const answer = await api.ask("GET", `/v1/exports?${query}`);
    expect(answer.status).toBe(422);
    expect(answer.parsed(problemSchema).errors).toEqual([expect.objectContaining({ pointer, in: "query", message })]);
  });
});

describe("a run", () => {
  test("is told in words, from its opening to its end", async () => {
    const requestId = await create();
    const runId = runIdOf({ requestId, runTimestamp: requestId });
    await markRunRunning(api.store, runId, 1);
    await savePlan(api.store, runId, plan, nowMs);
    await setRunWaiting(api.store, runId, "waiting for a json encoder");
    await recordJobDone(api.store, runId, 0, [object], (await getRun(api.store, runId)).target);
    const refused = { code: "connection.access_denied", message: "The bucket refused PutObject.", retryable: false };
    await failRun(api.store, runId, refused);
    await reopenRun(api.store, runId);
    await markRunRunning(api.store, runId, 2);
    const totals = { records: 1_234, objects: 1, bytes: 56_789 };
    await finishRun(api.store, runId, { manifestKey: "m", manifestText: "{}", totals });
    const { timeline } = await details(requestId);
    expect(timeline.map(({ kind, text }) => [kind, text])).toEqual([
      ["opened", "Opened"],
      ["started", "Started"],
      ["planned", "Planned: 1,234 records of 1 event in 1 job"],
      ["waiting", "Waiting for a json encoder"],
      ["firstObject", "First object stored: sluice/k-0"],
      ["failed", "Failed: connection.access_denied: The bucket refused PutObject."],
      ["retried", "Tried again"],
      ["started", "Started"],
      ["done", "Done: 1,234 records in 1 object, 56,789 bytes"],
    ]);
    const instants = timeline.map((entry) => entry.at);
    expect(instants).toEqual(instants.toSorted());
  });

  test("names the errors that its attempts met, each once with its count, for each execution", async () => {
    const requestId = await create();
    const runId = runIdOf({ requestId, runTimestamp: requestId });
    const throttled = { code: "connection.throttled", message: "The store is busy.", retryable: true };
    const away = { code: "connection.unreachable", message: "The store does not answer.", retryable: true };
    for (const failure of [throttled, away, throttled, { ...throttled, message: "The store is very busy." }]) {
      await noteRunError(api.store, runId, failure);
    }
    await failRun(api.store, runId, away);
    await reopenRun(api.store, runId);
    await noteRunError(api.store, runId, throttled);
    const { errors } = await details(requestId);
    expect(errors).toMatchObject([
      { execution: 1, code: "connection.throttled", message: "The store is very busy.", count: 3 },
      { execution: 1, code: "connection.unreachable", message: "The store does not answer.", count: 1 },
      { execution: 2, code: "connection.throttled", message: "The store is busy.", count: 1 },
    ]);
    for (const { firstAt, lastAt } of errors) expect(Date.parse(firstAt)).toBeLessThanOrEqual(Date.parse(lastAt));
  });

  test("of a recurring export says which manifest comes before it, and what was skipped since", async () => {
    const recurring = { frequency: "recurring", everyHours: 4, from: undefined, to: undefined };
    const requestId = await create({ ...recurring, startFrom: at(nowMs - 5 * 3_600_000) });
    const first = await openNextRun(api.store, requestId, nowMs);
    if (!first) throw new Error("no window is due");
    await markRunRunning(api.store, first.runId, 1);
    const totals = { records: 0, objects: 0, bytes: 0 };
    await finishRun(api.store, first.runId, { manifestKey: "first.json", manifestText: "{}", totals }, { nowMs });
    await api.ask("POST", `/v1/exports/${requestId}/stop`);
    await api.ask("POST", `/v1/exports/${requestId}/resume`, { from: "now" });
    const second = await openNextRun(api.store, requestId, nowMs + 8 * 3_600_000);
    if (!second) throw new Error("no window is due");
    const { window, previous, skipped } = await details(requestId, parseRunId(second.runId).runTimestamp);
    expect(previous).toBe("first.json");
    const { window: before, previous: none } = await details(requestId, parseRunId(first.runId).runTimestamp);
    expect(none).toBeNull();
    expect(skipped).toEqual([{ axis: "capturedAt", from: before.to, to: window.from }]);
  });
});

const plan: RunPlan = {
  events: [
    {
      eventIndex: 0,
      eventName: "Charged",
      keyText: "Charged",
      records: 1_234,
      schema: { profile: [], deviceInfo: [], eventProps: [], sessionProps: [] },
    },
  ],
  jobs: [{ label: "Charged · db 0", records: 1_234, segments: [] }],
  expectedRecords: 1_234,
};
const object: StoredObject = {
  eventIndex: 0,
  object: {
    key: "sluice/k-0",
    eventName: "Charged",
    databaseId: 0,
    fileIndex: 0,
    records: 1_234,
    bytes: 56_789,
    sha256: "0".repeat(64),
    minTs: at(nowMs - 1),
    maxTs: at(nowMs - 1),
  },
};

async function details(requestId: number, runTimestamp = requestId) {
  const answer = await api.ask("GET", `/v1/exports/${requestId}/runs/${runTimestamp}`);
  return answer.parsed(runDetailsAnswerSchema);
}
