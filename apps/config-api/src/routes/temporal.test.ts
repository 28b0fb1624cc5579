import { type ConfigDb, failRun, getRun, listUnstartedRuns, stopRun } from "@sluice/config-store";
import { workflowIdOf } from "@sluice/run-control";
import { testTemporal, waitUntil } from "@sluice/test-kit";
import { runIdOf } from "@sluice/types";
import { Client, Connection } from "@temporalio/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApi, testApi } from "../../test-support/api.ts";
import { newConnection, newExport } from "../../test-support/requests.ts";

let api: TestApi;
let client: Client;
let connectionId: string;
const started = new AsyncDisposableStack();
beforeAll(async () => {
  const { address } = started.use(await testTemporal());
  const connection = await Connection.connect({ address });
  started.defer(() => connection.close());
  client = new Client({ connection });
  api = started.use(await testApi({ temporal: address }));
  connectionId = (await newConnection(api)).id;
});
afterAll(() => started.disposeAsync());

async function startedRun() {
  const { requestId, warnings } = await newExport(api, { connectionId });
  const runId = runIdOf({ requestId, runTimestamp: requestId });
  return { requestId, runId, warnings, workflow: client.workflow.getHandle(workflowIdOf(runId)) };
}

async function isNotedAsStarted(store: ConfigDb, runId: string): Promise<boolean> {
  const unstarted = await listUnstartedRuns(store, { olderThanMs: 0 });
  return unstarted.every((run) => run.runId !== runId);
}

test("a new export starts its run's workflow, which can be found in Temporal", async () => {
  const { requestId, runId, warnings, workflow } = await startedRun();
  expect(warnings).toEqual([]);
  const { type, taskQueue, searchAttributes, status } = await workflow.describe();
  expect([type, taskQueue, status.name]).toEqual(["exportRun", "sluice", "RUNNING"]);
  expect(searchAttributes).toMatchObject({
    SluiceProject: [api.project],
    SluiceRequestId: [String(requestId)],
    SluiceFormat: ["csv"],
    SluiceStatus: ["Pending"],
  });
  expect(await isNotedAsStarted(api.store, runId)).toBe(true);
});

test("a stop asks the workflow to end", async () => {
  const { requestId, workflow } = await startedRun();
  expect((await api.ask("POST", `/v1/exports/${requestId}/stop`)).status).toBe(202);
  await waitUntil("the workflow is asked to end", async () => {
    const { events } = await workflow.fetchHistory();
    return (events ?? []).some((event) => event.workflowExecutionCancelRequestedEventAttributes);
  });
});

test("a retry starts the next execution", async () => {
  const { requestId, runId, workflow } = await startedRun();
  await workflow.terminate();
  await stopRun(api.store, runId);
  const answer = await api.ask("POST", `/v1/exports/${requestId}/runs/${requestId}/retry`);
  expect(answer.json).toMatchObject({ status: "Pending" });
  const { events } = await workflow.fetchHistory();
  const payload = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0]?.data;
  expect(JSON.parse(Buffer.from(payload ?? []).toString())).toEqual({ runId, execution: 2 });
});

test("a retry while the earlier workflow is still ending is left to be started later", async () => {
  const { requestId, runId } = await startedRun();
  await failRun(api.store, runId, { code: "internal", message: "It failed.", retryable: true });
  const answer = await api.ask("POST", `/v1/exports/${requestId}/runs/${requestId}/retry`);
  expect(answer.status).toBe(202);
  expect((await getRun(api.store, runId)).execution).toBe(2);
  expect(await isNotedAsStarted(api.store, runId)).toBe(false);
});

test("it is ready while PostgreSQL and Temporal answer", async () => {
  const answer = await api.ask("GET", "/readyz", undefined, { token: null });
  const parts = { postgresql: true, temporal: true, lake: true };
  expect([answer.status, answer.json]).toEqual([200, { ready: true, degraded: false, missing: [], parts }]);
});
