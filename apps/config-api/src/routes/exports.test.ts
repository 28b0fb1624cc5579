import { finishRun, markRunRunning } from "@sluice/config-store";
import { createdExportAnswerSchema, estimateAnswerSchema, exportsAnswerSchema, problemSchema } from "@sluice/types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApi, testApi } from "../../test-support/api.ts";
import { exportRequest, newConnection, newExport } from "../../test-support/requests.ts";

let api: TestApi;
let connectionId: string;
beforeAll(async () => {
  api = await testApi();
  connectionId = (await newConnection(api)).id;
});
afterAll(() => api[Symbol.asyncDispose]());

const create = (change: object, headers: Record<string, string> = {}) =>
  api.ask("POST", "/v1/exports", { ...exportRequest, connectionId, ...change }, { headers });

test("a new export is Pending with its run, its options stated and times in UTC", async () => {
  const answer = await create({ name: "Monthly", from: "2026-02-01T05:30:00+05:30", format: "parquet" });
  expect(answer.status).toBe(201);
  const created = answer.parsed(createdExportAnswerSchema);
  expect(created).toMatchObject({
    name: "Monthly",
    type: "allEvents",
    frequency: "oneTime",
    format: "parquet",
    status: "Pending",
    connection: { id: connectionId, name: "Warehouse" },
    options: { eventId: false, parquetLayout: "map", parquetContainer: "gzip" },
    eventNames: null,
    lastRun: {
      status: "Pending",
      window: { axis: "ts", from: "2026-02-01T00:00:00.000Z", to: "2026-03-01T00:00:00.000Z" },
      expectedRecords: null,
      manifestKey: null,
      totals: { records: 0, objects: 0, bytes: 0 },
    },
  });
  const found = await api.ask("GET", `/v1/exports/${created.requestId}`);
  expect({ ...(found.json ?? {}), warnings: created.warnings }).toEqual(created);
});

test("an export is accepted while Temporal is away, and says that it starts later", async () => {
  const { warnings } = await newExport(api, { connectionId });
  expect(warnings.map(({ code }) => code)).toContain("export.starts_later");
});

test("what is wrong with the fields and between them is named in one answer", async () => {
  const answer = await create({ format: "csv", options: { wide: 1 }, to: "2026-01-01T00:00:00Z", name: 7, nope: 1 });
  const pointers = answer.parsed(problemSchema).errors?.map(({ pointer }) => pointer);
  expect(pointers?.sort()).toEqual(["/name", "/nope", "/options/wide", "/to"]);
});

test("a type that is not offered is answered with those that are", async () => {
  const { detail } = (await create({ type: "everything" })).parsed(problemSchema);
  expect(detail).toBe('`type` must be one of "allEvents", "selectEvents", "allProfiles".');
});

test("a window may not begin before the lookback, and the answer says when it may", async () => {
  const answer = await create({ from: "2025-12-31T11:58:59Z" });
  const { code, detail } = answer.parsed(problemSchema);
  expect([answer.status, code]).toEqual([422, "export.from_too_old"]);
  expect(detail).toContain("2025-12-31T12:01:00.000Z");
});

test("a window may begin at the lookback as it was a minute ago, when the request was written", async () => {
  expect((await create({ from: "2025-12-31T11:59:00Z" })).status).toBe(201);
});

test("a window that is not over yet is accepted with a warning", async () => {
  const { warnings } = await newExport(api, { connectionId, to: "2026-03-02T00:00:00Z" });
  expect(warnings.map(({ code }) => code)).toContain("export.window_not_over");
});

test("an event that the project does not have yet is accepted, with a warning that says what was probably meant", async () => {
  const eventNames = ["Charged", "charge", "AppLaunched", "Zebra"];
  const answer = await create({ type: "selectEvents", eventNames });
  expect(answer.status).toBe(201);
  const created = answer.parsed(createdExportAnswerSchema);
  expect(created.eventNames).toEqual(eventNames);
  const warnings = created.warnings.filter(({ code }) => code === "export.unknown_event");
  expect(warnings).toHaveLength(3);
  expect(warnings[0]?.message).toContain('Did you mean "Charged"?');
  expect(warnings[1]?.message).toContain('Did you mean "App Launched"?');
  expect(warnings[2]?.message).toContain("The list of event names");
});

test("events that the project has are exported by name", async () => {
  const { eventNames } = await newExport(api, { connectionId, type: "selectEvents", eventNames: ["Charged"] });
  expect(eventNames).toEqual(["Charged"]);
});

test("a connection that the project does not have is a bad field", async () => {
  const answer = await create({ connectionId: "3f0d6d5e-0000-4000-8000-000000000000" });
  const { code, errors } = answer.parsed(problemSchema);
  expect([answer.status, code, errors?.[0]?.pointer]).toEqual([422, "connection.not_found", "/connectionId"]);
});

test("the same request with the same Idempotency-Key makes one export", async () => {
  const headers = { "Idempotency-Key": "once" };
  const first = await create({ name: "Once" }, headers);
  const second = await create({ name: "Once" }, headers);
  const { requestId } = first.parsed(createdExportAnswerSchema);
  expect([second.status, second.parsed(createdExportAnswerSchema).requestId]).toEqual([201, requestId]);
  const other = await create({ name: "Twice" }, headers);
  expect([other.status, other.parsed(problemSchema).code]).toEqual([422, "idempotency.key_reused"]);
});

test("requests with one Idempotency-Key that come at once make one export", async () => {
  const answers = await Promise.all([1, 2, 3].map(() => create({}, { "Idempotency-Key": "at-once" })));
  const requestIds = new Set(answers.map((answer) => answer.parsed(createdExportAnswerSchema).requestId));
  expect(requestIds.size).toBe(1);
});

test("an Idempotency-Key must be visible ASCII", async () => {
  const { errors } = (await create({}, { "Idempotency-Key": "with space" })).parsed(problemSchema);
  expect(errors).toMatchObject([{ in: "header", pointer: "/Idempotency-Key" }]);
});

test("the activity log is newest first, filters and pages", async () => {
  const a = await newExport(api, { connectionId, name: "Log A", format: "xml" });
  const b = await newExport(api, { connectionId, name: "Log B", format: "json" });
  const list = async (query: string) => (await api.ask("GET", `/v1/exports?${query}`)).parsed(exportsAnswerSchema);
  expect((await list("text=log")).items.map(({ requestId }) => requestId)).toEqual([b.requestId, a.requestId]);
  expect((await list("text=log&format=xml")).items.map(({ name }) => name)).toEqual(["Log A"]);
  expect((await list(`text=${a.requestId}`)).items.map(({ name }) => name)).toEqual(["Log A"]);
  expect((await list("status=Done")).items).toEqual([]);
  expect((await list("type=selectEvents&text=log")).items).toEqual([]);
  expect((await list(`connectionId=${connectionId}&text=log`)).items).toHaveLength(2);
  expect((await list("connectionId=nope")).items).toEqual([]);
  const first = await list("text=log&limit=1");
  const second = await list(`text=log&limit=1&cursor=${first.nextCursor}`);
  expect([first, second].flatMap(({ items }) => items.map(({ name }) => name))).toEqual(["Log B", "Log A"]);
  expect(second.nextCursor).toBeNull();
});

test("an export of another project is not found", async () => {
  const { requestId } = await newExport(api, { connectionId });
  for (const path of ["", "/runs", `/runs/${requestId}`, "/objects", "/manifest", "/progress"]) {
    const answer = await api.ask("GET", `/v1/exports/${requestId}${path}`, undefined, { token: api.stranger });
    expect([answer.status, answer.parsed(problemSchema).code]).toEqual([404, "export.not_found"]);
  }
});

test("an estimate says what would be delivered, with the keys that it would have", async () => {
  const answer = await api.ask(
    "POST",
    "/v1/exports/estimate",
    { ...exportRequest, connectionId },
    { token: api.viewer },
  );
  expect(answer.json).toMatchObject({
    window: { axis: "ts", from: "2026-02-01T00:00:00.000Z", to: "2026-03-01T00:00:00.000Z" },
    events: [
      { name: "App Launched", records: 1 },
      { name: "Charged", records: 3 },
      { name: "UTM Visited/Web", records: 1 },
    ],
    totals: { records: 5, objects: 3 },
    ifCreatedNow: { requestId: 1772366400, runTimestamp: 1772366400 },
    firstKeys: [
      { eventName: "App Launched", key: "sluice/1772366400-1772366400-App-Launched-20260301-0-0.csv.gz" },
      { eventName: "Charged", key: "sluice/1772366400-1772366400-Charged-20260301-0-0.csv.gz" },
      { eventName: "UTM Visited/Web", key: "sluice/1772366400-1772366400-UTM-Visited-Web-20260301-0-0.csv.gz" },
    ],
    manifestKey: "sluice/1772366400-1772366400.manifest.json",
  });
});

test("an estimate says how long it may take once a run has been done", async () => {
  const estimate = async (format: string) => {
    const answer = await api.ask("POST", "/v1/exports/estimate", { ...exportRequest, format, connectionId });
    return answer.parsed(estimateAnswerSchema).estimatedSeconds;
  };
  expect(await estimate("csv")).toBeNull();
  const finish = async (format: string, records: number, seconds: number) => {
    const { requestId } = await newExport(api, { connectionId, format });
    const runId = `${requestId}-${requestId}`;
    await markRunRunning(api.store, runId, 1);
    await finishRun(api.store, runId, {
      manifestKey: "m.manifest.json",
      manifestText: "{}",
      totals: { records, objects: 1, bytes: 1 },
    });
    await api.store.pool.query("update runs set started_at = ended_at - $1 * interval '1 s' where request_id = $2", [
      seconds,
      requestId,
    ]);
  };
  await finish("csv", 1, 30);
  await finish("csv", 0, 1);
  expect([await estimate("csv"), await estimate("json")]).toEqual([150, 150]);
  await finish("json", 10, 14);
  expect([await estimate("csv"), await estimate("json")]).toEqual([150, 14]);
});

test("an estimate of a window without events is zero", async () => {
  const window = { from: "2026-02-01T00:00:00Z", to: "2026-02-02T00:00:00Z" };
  const answer = await api.ask("POST", "/v1/exports/estimate", { ...exportRequest, connectionId, ...window });
  expect(answer.json).toMatchObject({
    events: [],
    firstKeys: [],
    totals: { records: 0, objects: 0, estimatedBytes: 0 },
  });
});
