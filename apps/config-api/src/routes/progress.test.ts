import { failRun, finishRun, markRunRunning, setRunWaiting } from "@sluice/config-store";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApi, testApi } from "../../test-support/api.ts";
import { follow } from "../../test-support/follow-stream.ts";
import { newConnection, newExport } from "../../test-support/requests.ts";

let api: TestApi;
let connectionId: string;
beforeAll(async () => {
  api = await testApi();
  connectionId = (await newConnection(api)).id;
});
afterAll(() => api[Symbol.asyncDispose]());

async function runningRun() {
  const { requestId } = await newExport(api, { connectionId });
  const runId = `${requestId}-${requestId}`;
  await markRunRunning(api.store, runId, 1);
  const totals = { records: 0, objects: 0, bytes: 0 };
  const finish = () => finishRun(api.store, runId, { manifestKey: "m.json", manifestText: "{}", totals });
  return { runId, path: `/v1/exports/${requestId}/progress`, finish };
}

test("an event has an id that names its state, and the first one says when to come back", async () => {
  const { path, finish } = await runningRun();
  await using stream = await follow(api, path);
  const { headers } = stream.response;
  expect(headers.get("content-type")).toContain("text/event-stream");
  expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  expect(headers.get("content-encoding")).toBeNull();
  const first = await stream.next();
  expect(first?.text).toMatch(/^event: progress\nid: \S+\nretry: 2000\ndata: \{.*\}\n\n$/);
  await finish();
  const second = await stream.next();
  expect(second?.text).toMatch(/^event: progress\nid: \S+\ndata: /);
  expect(second?.id).not.toBe(first?.id);
  expect(await stream.next()).toMatchObject({ name: "done", id: `${second?.id}.done` });
  expect(await stream.next()).toBeUndefined();
});

test("who comes back with the last id gets what is new since, and is told when there is nothing to come", async () => {
  const { path, runId, finish } = await runningRun();
  let id: string | undefined;
  {
    await using before = await follow(api, path);
    id = (await before.next())?.id;
  }
  await using same = await follow(api, path, { "last-event-id": id ?? "" });
  await setRunWaiting(api.store, runId, "waiting for a free csv encoder");
  const news = await same.next();
  expect(news?.text).toContain("waiting for a free csv encoder");
  expect(news?.id).not.toBe(id);
  await finish();
  await same.next();
  const done = await same.next();
  expect(done?.name).toBe("done");
  await using missed = await follow(api, path, { "last-event-id": done?.id.replace(".done", "") ?? "" });
  expect(await missed.next()).toMatchObject({ name: "done" });
  await using over = await follow(api, path, { "last-event-id": done?.id ?? "" });
  expect(over.response.status).toBe(204);
});

test("many who follow one run cost the database as much as one", async () => {
  const { path, finish } = await runningRun();
  await using all = new AsyncDisposableStack();
  const streams = await Promise.all(Array.from({ length: 60 }, () => follow(api, path)));
  for (const stream of streams) all.use(stream);
  await Promise.all(streams.map((stream) => stream.next()));
  let queries = 0;
  const count = () => void queries++;
  api.store.pool.on("acquire", count);
  const waitedAt = performance.now();
  await finish();
  // Sees the end, and so at least one look at the run that was taken for all.
  const names = await Promise.all(streams.map(async (stream) => [await stream.next(), await stream.next()]));
  api.store.pool.off("acquire", count);
  expect(names.map((events) => events.map((event) => event?.name))).toEqual(streams.map(() => ["progress", "done"]));
  const looks = 1 + Math.ceil((performance.now() - waitedAt) / 500);
  // Two for a look, one for the transaction that ended the run.
  expect(queries).toBeLessThanOrEqual(2 * looks + 1);
});

test("a run that has failed and is tried again is followed anew", async () => {
  const { path, runId } = await runningRun();
  await failRun(api.store, runId, { code: "connection.throttled", message: "Slow down.", retryable: true });
  await using ended = await follow(api, path);
  expect([(await ended.next())?.name, (await ended.next())?.name]).toEqual(["progress", "done"]);
  await api.ask("POST", `${path.replace("/progress", "")}/runs/${runId.split("-")[1]}/retry`);
  await using again = await follow(api, path);
  expect((await again.next())?.text).toContain('"status":"Pending"');
});

test("HEAD is answered at once, without a stream", async () => {
  const { path } = await runningRun();
  const answer = await api.ask("HEAD", path);
  expect([answer.status, answer.text]).toEqual([200, ""]);
  expect(answer.headers.get("content-type")).toContain("text/event-stream");
});
