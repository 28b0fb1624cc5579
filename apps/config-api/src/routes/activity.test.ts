import { failRun, finishRun, markRunRunning, setRunWaiting } from "@sluice/config-store";
import { attentionAnswerSchema, exportAnswerSchema } from "@sluice/types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { type TestApi, testApi } from "../../test-support/api.ts";
import { type FollowedEvent, follow } from "../../test-support/follow-stream.ts";
import { newConnection, newExport } from "../../test-support/requests.ts";

let api: TestApi;
let connectionId: string;
beforeAll(async () => {
  api = await testApi({ now: Date.now });
  connectionId = (await newConnection(api)).id;
});
afterAll(() => api[Symbol.asyncDispose]());

/** The stream goes by the database's clock, so the API's is real here too. */
function recentExport(change: object = {}) {
  const [from, to] = [Date.now() - 86_400_000, Date.now()].map((ms) => new Date(ms).toISOString());
  return newExport(api, { connectionId, from, to, ...change });
}

const path = "/v1/exports/events";
type Stream = Awaited<ReturnType<typeof follow>>;

const changedSchema = z.object({ exports: z.array(exportAnswerSchema), reload: z.boolean() });
const progressSchema = z.object({
  runs: z.array(
    z.object({
      requestId: z.int(),
      status: z.string(),
      waiting: z.string().nullable(),
      recordsPerSecond: z.number().nullable(),
      secondsLeft: z.number().nullable(),
    }),
  ),
});

/** The first event from here on that is of this name and for which `take` gives something. */
async function told<T>(stream: Stream, name: string, take: (data: unknown, event: FollowedEvent) => T | undefined) {
  for (let event = await stream.next(); event !== undefined; event = await stream.next()) {
    const found = event.name === name ? take(JSON.parse(event.data), event) : undefined;
    if (found !== undefined) return found;
  }
  throw new Error(`the stream ended without ${name}`);
}

const exportIn = (requestId: number) => (data: unknown) =>
  changedSchema.parse(data).exports.find((one) => one.requestId === requestId);
const runIn = (requestId: number) => (data: unknown) =>
  progressSchema.parse(data).runs.find((run) => run.requestId === requestId);
const finished = { manifestKey: "m.json", manifestText: "{}", totals: { records: 5, objects: 1, bytes: 9 } };

test("tells of an export when it is made, as its run goes on, and when it is done, without being asked again", async () => {
  await using stream = await follow(api, path);
  expect(stream.response.headers.get("content-type")).toContain("text/event-stream");
  expect(stream.response.headers.get("content-encoding")).toBeNull();
  expect(await stream.next()).toMatchObject({ name: "hello", data: "{}" });
  const { requestId } = await recentExport();
  const runId = `${requestId}-${requestId}`;
  const made = await told(stream, "exports", exportIn(requestId));
  expect(made).toEqual(exportAnswerSchema.parse((await api.ask("GET", `/v1/exports/${requestId}`)).json));
  await setRunWaiting(api.store, runId, "waiting for a free json encoder");
  const isWaiting = (data: unknown) => runIn(requestId)(data)?.waiting ?? undefined;
  expect(await told(stream, "progress", isWaiting)).toBe("waiting for a free json encoder");
  await markRunRunning(api.store, runId, 1);
  const isRunning = (data: unknown) => (exportIn(requestId)(data)?.status === "Running" ? true : undefined);
  await told(stream, "exports", isRunning);
  await finishRun(api.store, runId, finished);
  const done = await told(stream, "exports", (data) => {
    const found = exportIn(requestId)(data);
    return found?.status === "Done" ? found : undefined;
  });
  expect(done.lastRun?.totals).toEqual(finished.totals);
});

test("who comes back is told what has changed meanwhile, or, after too long, to ask for everything", async () => {
  const { requestId } = await recentExport();
  let id: string;
  {
    await using before = await follow(api, path);
    id = await told(before, "exports", (data, event) => exportIn(requestId)(data) && event.id);
  }
  await failRun(api.store, `${requestId}-${requestId}`, { code: "source.failed", message: "No.", retryable: false });
  await using again = await follow(api, path, { "last-event-id": id });
  expect((await told(again, "exports", exportIn(requestId))).status).toBe("Failed");
  for (const lost of ["1", "nothing", String(Date.now() + 86_400_000)]) {
    await using stream = await follow(api, path, { "last-event-id": lost });
    expect(await told(stream, "exports", (data) => changedSchema.parse(data))).toEqual({ exports: [], reload: true });
  }
});

test("tells nothing of another project", async () => {
  await using stream = await follow(api, path, { authorization: `Bearer ${api.stranger}` });
  expect((await stream.next())?.name).toBe("hello");
  const { requestId } = await recentExport();
  await using own = await follow(api, path);
  await told(own, "exports", exportIn(requestId));
  expect(await stream.next()).toMatchObject({ name: "progress", data: '{"runs":[]}' });
  const nothing = { count: 0, items: [] };
  const attention = await stream.next();
  expect(JSON.parse(attention?.data ?? "")).toEqual({ failing: nothing, late: nothing, stopped: nothing });
});

test("forty who follow cost the database as much as one", async () => {
  await using all = new AsyncDisposableStack();
  const streams = await Promise.all(Array.from({ length: 40 }, () => follow(api, path)));
  for (const stream of streams) all.use(stream);
  await Promise.all(streams.map((stream) => told(stream, "attention", () => true)));
  let queries = 0;
  const count = () => void queries++;
  const { requestId } = await recentExport();
  api.store.pool.on("acquire", count);
  await Promise.all(streams.map((stream) => told(stream, "exports", exportIn(requestId))));
  api.store.pool.off("acquire", count);
  expect(queries).toBeLessThan(40);
});

test("after more changes than it can tell of it says so once, and then what comes, as before", async () => {
  const { requestId } = await recentExport();
  await using stream = await follow(api, path);
  await told(stream, "attention", () => true);
  await api.store.pool.query(
    `insert into exports (request_id, project_id, connection_id, type, frequency, format, options, status)
     select request_id - 100000 - n, project_id, connection_id, type, frequency, format, options, status
     from exports, generate_series(1, 300) as n where request_id = $1`,
    [requestId],
  );
  await told(stream, "exports", (data) => changedSchema.parse(data).reload || undefined);
  await setRunWaiting(api.store, `${requestId}-${requestId}`, "waiting for a free json encoder");
  await markRunRunning(api.store, `${requestId}-${requestId}`, 1);
  const event = await told(stream, "exports", (data) => changedSchema.parse(data));
  expect([event.reload, event.exports.map((one) => [one.requestId, one.status])]).toEqual([
    false,
    [[requestId, "Running"]],
  ]);
});

test("HEAD has no stream", async () => {
  expect((await api.ask("HEAD", path)).text).toBe("");
});

test("what needs somebody is failing, or late, or has stopped itself", async () => {
  const { requestId } = await recentExport();
  await failRun(api.store, `${requestId}-${requestId}`, { code: "source.failed", message: "No.", retryable: false });
  const ask = async () => (await api.ask("GET", "/v1/exports/attention")).parsed(attentionAnswerSchema);
  const { failing } = await ask();
  expect(failing.items).toContainEqual({
    requestId,
    name: null,
    since: expect.any(String),
    error: { code: "source.failed", message: "No." },
  });
  const recurring = await recentExport({
    frequency: "recurring",
    everyHours: 4,
    from: undefined,
    to: undefined,
  });
  const set = (column: string, value: unknown) =>
    api.store.pool.query(`update exports set ${column} = $1 where request_id = $2`, [value, recurring.requestId]);
  await set("next_run_ms", Date.now() - 29 * 60_000);
  expect((await ask()).late.count).toBe(0);
  await set("next_run_ms", Date.now() - 31 * 60_000);
  expect((await ask()).late).toMatchObject({ count: 1, items: [{ requestId: recurring.requestId, error: null }] });
  const moved = (minutes: number) =>
    api.store.pool.query(
      `insert into runs (request_id, run_timestamp, status, connection_id, format, options, "window", time_zone, target, credential_version, updated_at)
       select request_id, 1, 'Running', connection_id, format, options, '{}', 'UTC', '{}', 1, now() - $1 * interval '1 minute' from exports where request_id = $2`,
      [minutes, recurring.requestId],
    );
  await set("last_run_timestamp", 1);
  await moved(2);
  expect((await ask()).late.count).toBe(0);
  await api.store.pool.query("delete from runs where request_id = $1", [recurring.requestId]);
  await moved(40);
  expect((await ask()).late.count).toBe(1);
  await api.store.pool.query("delete from runs where request_id = $1", [recurring.requestId]);
  await set("stopped_at", new Date());
  await set("next_run_ms", null);
  expect((await ask()).stopped.count).toBe(0);
  await set("stop_code", "export.failing_for_days");
  expect((await ask()).stopped).toMatchObject({ count: 1, items: [{ requestId: recurring.requestId }] });
  await api.ask("POST", `/v1/exports/${requestId}/archive`);
  expect((await ask()).failing.items.map((item) => item.requestId)).not.toContain(requestId);
});
