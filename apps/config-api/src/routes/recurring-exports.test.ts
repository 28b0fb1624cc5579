import { createdExportAnswerSchema, exportAnswerSchema, problemSchema, windowsAnswerSchema } from "@sluice/types";
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

const hour = 3_600_000;
const recurring = { type: "allEvents", format: "csv", frequency: "recurring", everyHours: 4 };
const create = (change: object = {}) => api.ask("POST", "/v1/exports", { ...recurring, connectionId, ...change });
const created = async (change: object = {}) => (await create(change)).parsed(createdExportAnswerSchema);
const act = (requestId: number, action: string, body?: object) =>
  api.ask("POST", `/v1/exports/${requestId}/${action}`, body);
const edit = (requestId: number, change: object) => api.ask("PATCH", `/v1/exports/${requestId}`, change);
const at = (ms: number) => new Date(ms).toISOString();

describe("a new recurring export", () => {
  test("waits for its first run, which comes an interval later", async () => {
    const made = await created({ everyHours: 12 });
    expect(made).toMatchObject({
      frequency: "recurring",
      everyHours: 12,
      status: "Pending",
      lastRun: null,
      stopped: null,
      startFrom: at(nowMs),
    });
    expect(made.nextRunAt).toBe(at(made.requestId * 1_000 + 12 * hour));
  });

  test("starts where it is told to, and makes up what has been due since", async () => {
    const made = await created({ startFrom: at(nowMs - 10 * hour) });
    expect(made.startFrom).toBe(at(nowMs - 10 * hour));
    expect(made.nextRunAt).toBe(at(nowMs - 6 * hour));
  });

  test.each([
    ["/everyHours", 3, "must be a whole number of hours from 4 to 24"],
    ["/everyHours", 25, "must be a whole number of hours from 4 to 24"],
    ["/everyHours", 4.5, "must be a whole number of hours from 4 to 24"],
    ["/everyHours", "4", "must be a whole number of hours from 4 to 24"],
    ["/everyHours", undefined, "is missing: say every how many hours the export runs, 4 to 24"],
    [
      "/from",
      at(nowMs),
      "goes with a one-time export only; a recurring one exports what is captured from startFrom on",
    ],
    ["/to", at(nowMs), "goes with a one-time export only; a recurring one exports what is captured from startFrom on"],
    ["/startFrom", "tomorrow", "must be an RFC 3339 time such as 2026-01-31T00:00:00Z"],
    ["/startFrom", at(nowMs + 366 * 24 * hour), "must not be more than 365 days ahead"],
    [
      "/startFrom",
      at(nowMs - 61 * 24 * hour),
      /is more than 60 days ago; the earliest that is possible now is 2025-12-31T12:01/,
    ],
  ])("is refused for %s %s", async (pointer, value, message) => {
    const answer = await create({ [pointer.slice(1)]: value });
    expect(answer.status).toBe(422);
    expect(answer.parsed(problemSchema).errors).toEqual([
      expect.objectContaining({ pointer, in: "body", message: expect.stringMatching(message) }),
    ]);
  });

  test("has an estimate: its first window, when that is run, and what an interval holds today", async () => {
    const answer = await api.ask("POST", "/v1/exports/estimate", { ...recurring, connectionId, everyHours: 24 });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      window: { axis: "capturedAt", from: at(nowMs), to: at(nowMs + 24 * hour - 60_000) },
      firstRunAt: at(nowMs + 24 * hour),
      measured: { axis: "capturedAt", from: at(nowMs - 24 * hour + 60_000), to: at(nowMs) },
    });
  });
});

describe("a recurring export", () => {
  test("is edited from its next run on", async () => {
    const { requestId } = await created({ type: "selectEvents", eventNames: ["Charged"] });
    const other = await newConnection(api, { name: "Other", bucket: "acme-other" });
    const answer = await edit(requestId, {
      name: "Nightly",
      everyHours: 24,
      format: "parquet",
      options: { parquetContainer: "none" },
      connectionId: other.id,
      eventNames: ["App Launched"],
    });
    expect(answer.status).toBe(200);
    expect(answer.parsed(createdExportAnswerSchema)).toMatchObject({
      name: "Nightly",
      everyHours: 24,
      format: "parquet",
      eventNames: ["App Launched"],
      options: { eventId: false, parquetLayout: "map", parquetContainer: "none" },
      connection: { id: other.id },
      nextRunAt: at(requestId * 1_000 + 24 * hour),
    });
  });

  test("keeps what an edit does not name, options of a format that stays among it", async () => {
    const before = await created({ options: { eventId: true } });
    const after = (await edit(before.requestId, { name: "Other name" })).parsed(exportAnswerSchema);
    expect(after).toEqual({ ...exportAnswerSchema.parse(before), name: "Other name" });
    const again = (await edit(before.requestId, { format: "xml" })).parsed(exportAnswerSchema);
    expect(again).toMatchObject({ format: "xml", options: { eventId: false } });
  });

  test.each([
    ["/type", { type: "selectEvents" }, "can't be changed; stop this export and create another"],
    ["/frequency", { frequency: "oneTime" }, "can't be changed; stop this export and create another"],
    ["/startFrom", { startFrom: at(nowMs) }, "can't be changed: the windows of a recurring export follow one another"],
    ["/everyHours", { everyHours: 3 }, "must be a whole number of hours from 4 to 24"],
    ["/eventNames", { eventNames: ["a"] }, "goes with the type selectEvents only; this export's is allEvents"],
    ["/eventNames/1", { eventNames: ["a", "a"] }, '"a" is in the list twice'],
    [
      "/options/parquetLayout",
      { options: { parquetLayout: "map" } },
      "is not an option of csv, which takes these: eventId, columnNames",
    ],
    ["/connectionId", { connectionId: "nowhere" }, "is no connection of this project"],
    ["/name", { name: 7 }, "must be a text"],
    ["/format", { format: "avro" }, 'must be one of "json", "xml", "csv", "parquet"'],
    ["/pause", { pause: true }, "is not a field that this request takes; /docs lists them"],
  ])("an edit with a mistake in %s is refused", async (pointer, change, message) => {
    const { requestId } = await created();
    const answer = await edit(requestId, change);
    expect(answer.status).toBe(422);
    expect(answer.parsed(problemSchema).errors).toEqual([expect.objectContaining({ pointer, message })]);
  });

  test("is stopped once, resumed once, and takes turns", async () => {
    const { requestId } = await created();
    const stopped = await act(requestId, "stop");
    expect(stopped.status).toBe(202);
    expect(stopped.parsed(exportAnswerSchema)).toMatchObject({
      status: "Stopped",
      nextRunAt: null,
      stopped: { at: at(nowMs), reason: null },
    });
    const again = await act(requestId, "stop");
    expect([again.status, again.parsed(problemSchema).code]).toEqual([409, "export.already_stopped"]);
    const resumed = await act(requestId, "resume", { from: "lastRun" });
    expect(resumed.parsed(exportAnswerSchema)).toMatchObject({ status: "Pending", stopped: null });
    const twice = await act(requestId, "resume", { from: "lastRun" });
    expect([twice.status, twice.parsed(problemSchema).code]).toEqual([409, "export.not_stopped"]);
  });

  test.each([
    ["/from", {}, "is missing"],
    ["/from", { from: "yesterday" }, 'must be one of "lastRun", "now"'],
  ])("is not resumed with a mistake in %s", async (pointer, body, message) => {
    const { requestId } = await created();
    await act(requestId, "stop");
    const answer = await act(requestId, "resume", body);
    expect([answer.status, answer.parsed(problemSchema).errors?.[0]]).toMatchObject([422, { pointer, message }]);
  });

  test("that is resumed from now has what lies between in its ledger, as skipped", async () => {
    await using later = await testApi({ now: clock(nowMs) });
    const { id } = await newConnection(later);
    const made = await later.ask("POST", "/v1/exports", { ...recurring, connectionId: id });
    const { requestId } = made.parsed(createdExportAnswerSchema);
    await later.ask("POST", `/v1/exports/${requestId}/stop`);
    tick(3 * hour);
    await later.ask("POST", `/v1/exports/${requestId}/resume`, { from: "now" });
    const ledger = (await later.ask("GET", `/v1/exports/${requestId}/windows`)).parsed(windowsAnswerSchema);
    expect(ledger.items).toEqual([
      {
        window: { axis: "capturedAt", from: at(nowMs), to: at(nowMs + 3 * hour) },
        state: "skipped",
        runTimestamp: null,
      },
    ]);
  });

  test("that runs one time is neither edited nor resumed", async () => {
    const made = await create({
      frequency: "oneTime",
      everyHours: undefined,
      from: at(nowMs - hour),
      to: at(nowMs),
    });
    const { requestId } = made.parsed(createdExportAnswerSchema);
    for (const answer of [await edit(requestId, { name: "x" }), await act(requestId, "resume", { from: "now" })]) {
      expect([answer.status, answer.parsed(problemSchema).code]).toEqual([409, "export.not_recurring"]);
    }
  });

  test("keeps its connection from being deleted until it is stopped, and is not resumed without it", async () => {
    const connection = await newConnection(api, { name: "Short-lived" });
    const { requestId } = await created({ connectionId: connection.id });
    const remove = () => api.ask("DELETE", `/v1/connections/${connection.id}`);
    expect((await remove()).parsed(problemSchema).code).toBe("connection.in_use");
    await act(requestId, "stop");
    expect((await remove()).status).toBe(204);
    const resumed = await act(requestId, "resume", { from: "lastRun" });
    const { code, detail } = resumed.parsed(problemSchema);
    expect([resumed.status, code]).toEqual([404, "connection.not_found"]);
    expect(detail).toMatch(`The connection of export ${requestId} was deleted. Give the export another one`);
    const mended = await edit(requestId, { connectionId });
    expect(mended.status).toBe(200);
    expect((await act(requestId, "resume", { from: "lastRun" })).status).toBe(200);
  });
});

let clockMs = nowMs;
function clock(startMs: number): () => number {
  clockMs = startMs;
  return () => clockMs;
}
function tick(ms: number): void {
  clockMs += ms;
}

describe("profile exports", () => {
  const profiles = { type: "allProfiles", format: "json" };

  test("one recurring one at a time, and no one-time one beside it, however many ask at once", async () => {
    await using own = await testApi();
    const { id } = await newConnection(own);
    const ask = (change: object) => own.ask("POST", "/v1/exports", { ...profiles, connectionId: id, ...change });
    const many = await Promise.all(Array.from({ length: 12 }, () => ask({ frequency: "recurring", everyHours: 24 })));
    const made = many.filter(({ status }) => status === 201);
    expect(made).toHaveLength(1);
    const { requestId } = made[0]?.parsed(createdExportAnswerSchema) ?? { requestId: 0 };
    for (const answer of [...many.filter(({ status }) => status !== 201), await ask({ name: "once" })]) {
      expect(answer.status).toBe(409);
      const { code, detail } = answer.parsed(problemSchema);
      expect(code).toBe("export.profile_export_scheduled");
      expect(detail).toContain(String(requestId));
    }
    await own.ask("POST", `/v1/exports/${requestId}/stop`);
    expect((await ask({ name: "once" })).status).toBe(201);
    expect((await ask({ frequency: "recurring", everyHours: 4 })).status).toBe(201);
    const resumed = await own.ask("POST", `/v1/exports/${requestId}/resume`, { from: "lastRun" });
    expect([resumed.status, resumed.parsed(problemSchema).code]).toEqual([409, "export.profile_export_scheduled"]);
  });

  test.each([
    ["/from", { from: at(nowMs) }, "goes with events only; a profile export delivers the latest state of all profiles"],
    [
      "/startFrom",
      { startFrom: at(nowMs) },
      "goes with events only; a profile export delivers the latest state of all profiles",
    ],
    ["/everyHours", { everyHours: 4 }, "goes with the frequency recurring only"],
    ["/eventNames", { eventNames: ["a"] }, "goes with the type selectEvents only; leave it out for allProfiles"],
    ["/options/eventId", { options: { eventId: true } }, "is not an option of json for profiles, which takes none"],
  ])("are refused for %s", async (pointer, change, message) => {
    const answer = await api.ask("POST", "/v1/exports", { ...profiles, connectionId, ...change });
    expect(answer.status).toBe(422);
    expect(answer.parsed(problemSchema).errors).toEqual([expect.objectContaining({ pointer, message })]);
  });
});
