import {
  failRun,
  finishRun,
  getRun,
  markRunRunning,
  recordJobDone,
  type StoredObject,
  savePlan,
} from "@sluice/config-store";
import { objectsAnswerSchema, problemSchema, type RunPlan, runIdOf, runProgressSchema } from "@sluice/types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApi, testApi } from "../../test-support/api.ts";
import { newConnection, newExport } from "../../test-support/requests.ts";

let api: TestApi;
let connectionId: string;
beforeAll(async () => {
  api = await testApi();
  connectionId = (await newConnection(api)).id;
});
afterAll(() => api[Symbol.asyncDispose]());

const schema = { profile: [], deviceInfo: [], eventProps: [], sessionProps: [] };
const plan: RunPlan = {
  events: [{ eventIndex: 0, eventName: "Charged", keyText: "Charged", records: 3, schema }],
  jobs: [{ label: "Charged · db 0", records: 3, segments: [] }],
  expectedRecords: 3,
};
const objects = [0, 1, 2].map(
  (fileIndex): StoredObject => ({
    eventIndex: 0,
    object: {
      key: `sluice/k-${fileIndex}`,
      eventName: "Charged",
      databaseId: 0,
      fileIndex,
      records: 1,
      bytes: 10,
      sha256: "0".repeat(64),
      minTs: "2026-02-27T10:00:00.000Z",
      maxTs: "2026-02-27T10:00:00.000Z",
    },
  }),
);

/** A run as it is when its one job is done. */
async function deliveredRun() {
  const { requestId } = await newExport(api, { connectionId });
  const runId = runIdOf({ requestId, runTimestamp: requestId });
  await markRunRunning(api.store, runId, 1);
  await savePlan(api.store, runId, plan, Date.now());
  await recordJobDone(api.store, runId, 0, objects, (await getRun(api.store, runId)).target);
  return { requestId, runId, path: `/v1/exports/${requestId}` };
}

const delivered = {
  manifestKey: "sluice/m.manifest.json",
  manifestText: '{\n  "version": 1\n}\n',
  totals: { records: 3, objects: 3, bytes: 30 },
};

test("a run is shown with its figures and what happened to it", async () => {
  const { requestId, path } = await deliveredRun();
  const run = { requestId, runTimestamp: requestId, status: "Running", expectedRecords: 3, totals: delivered.totals };
  expect((await api.ask("GET", `${path}/runs`)).json).toMatchObject({ items: [run], nextCursor: null });
  const kinds = ["opened", "started", "planned", "firstObject"].map((kind) => ({ kind }));
  expect((await api.ask("GET", `${path}/runs/${requestId}`)).json).toMatchObject({ ...run, timeline: kinds });
});

test("a run that the export does not have is not found", async () => {
  const { path } = await deliveredRun();
  const answer = await api.ask("GET", `${path}/runs/12345`);
  expect([answer.status, answer.parsed(problemSchema).code]).toEqual([404, "run.not_found"]);
});

test("objects come in file order, page by page, by the run's path and by the export's", async () => {
  const { requestId, path } = await deliveredRun();
  const first = (await api.ask("GET", `${path}/objects?limit=2`)).parsed(objectsAnswerSchema);
  const rest = `${path}/runs/${requestId}/objects?limit=2&cursor=${first.nextCursor}`;
  const second = (await api.ask("GET", rest)).parsed(objectsAnswerSchema);
  expect([...first.items, ...second.items].map(({ key }) => key)).toEqual(["sluice/k-0", "sluice/k-1", "sluice/k-2"]);
  expect(second.nextCursor).toBeNull();
});

test("a manifest is there when the run is Done, byte for byte", async () => {
  const { runId, requestId, path } = await deliveredRun();
  const early = await api.ask("GET", `${path}/manifest`);
  expect([early.status, early.parsed(problemSchema).code]).toEqual([404, "run.no_manifest"]);
  await finishRun(api.store, runId, delivered);
  expect((await api.ask("GET", `${path}/manifest`)).text).toBe(delivered.manifestText);
  expect((await api.ask("GET", `${path}/runs/${requestId}/manifest`)).text).toBe(delivered.manifestText);
});

test("progress goes on until the run is over", async () => {
  const { runId, path } = await deliveredRun();
  const admin = api.ask("GET", `${path}/progress`);
  await finishRun(api.store, runId, delivered);
  const { text, headers } = await admin;
  expect(headers.get("content-type")).toContain("text/event-stream");
  const events = text.trim().split("\n\n");
  expect(events.at(-1)).toMatch(/^event: done\nid: \S+\.done\ndata: /);
  const last = runProgressSchema.parse(JSON.parse(events.at(-1)?.split("data: ")[1] ?? ""));
  expect(last).toMatchObject({ status: "Done", expectedRecords: 3, encodedRecords: 3, jobs: { done: 1, planned: 1 } });
});

test("a run without a workflow is stopped at once; one that is over cannot be", async () => {
  const { requestId } = await newExport(api, { connectionId });
  const stopped = await api.ask("POST", `/v1/exports/${requestId}/stop`);
  expect(stopped.status).toBe(202);
  expect(stopped.json).toMatchObject({ status: "Stopped", lastRun: { status: "Stopped" } });
  const again = await api.ask("POST", `/v1/exports/${requestId}/stop`);
  expect([again.status, again.parsed(problemSchema).code]).toEqual([409, "export.not_running"]);
});

test("a run in progress cannot be stopped while Temporal is away, and the answer says so", async () => {
  const { path } = await deliveredRun();
  const answer = await api.ask("POST", `${path}/stop`);
  expect([answer.status, answer.parsed(problemSchema).code]).toEqual([503, "temporal.unavailable"]);
});

test("a Failed run is retried with its plan; others are not", async () => {
  const { runId, requestId, path } = await deliveredRun();
  const retry = `${path}/runs/${requestId}/retry`;
  const refused = await api.ask("POST", retry);
  expect([refused.status, refused.parsed(problemSchema).code]).toEqual([409, "run.not_retryable"]);
  const failure = { code: "connection.access_denied", message: "The bucket refused PutObject.", retryable: false };
  await failRun(api.store, runId, failure);
  expect((await api.ask("GET", path)).json).toMatchObject({
    status: "Failed",
    lastRun: { error: { code: "connection.access_denied" } },
  });
  const answer = await api.ask("POST", retry);
  expect(answer.status).toBe(202);
  expect(answer.json).toMatchObject({ status: "Pending", error: null, expectedRecords: 3 });
  expect((await getRun(api.store, runId)).execution).toBe(2);
});
