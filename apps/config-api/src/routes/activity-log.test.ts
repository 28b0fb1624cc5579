import { setRunWaiting } from "@sluice/config-store";
import {
  createdExportAnswerSchema,
  exportsAnswerSchema,
  problemSchema,
  runDetailsAnswerSchema,
  runIdOf,
} from "@sluice/types";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nowMs, type TestApi, testApi } from "../api-for-tests.ts";
import { newConnection } from "../requests-for-tests.ts";

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

  test("tells what happened to a run in words", async () => {
    const requestId = await create();
    const runId = runIdOf({ requestId, runTimestamp: requestId });
    await setRunWaiting(api.store, runId, "waiting for a json encoder");
    const answer = await api.ask("GET", `/v1/exports/${requestId}/runs/${requestId}`);
    const { timeline, errors } = answer.parsed(runDetailsAnswerSchema);
    expect(timeline.map(({ kind, text }) => [kind, text])).toEqual([
      ["opened", "Opened"],
      ["waiting", "Waiting for a json encoder"],
    ]);
    expect(errors).toEqual([]);
  });
});
