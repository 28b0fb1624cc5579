import {
  type ConfigDb,
  createConnection,
  createForgetRequest,
  createOneTimeExport,
  createProject,
  createRecurringExport,
  createWebhook,
  endForgetRequest,
  failRun,
  finishRun,
  getRun,
  listDeliveries,
  markRunStarted,
  migrate,
  newMasterKey,
  openConfigStore,
  openNextRun,
  parseMasterKeys,
  stopExport,
} from "@sluice/config-store";
import {
  deliveryWorkflowId,
  forgetWorkflowId,
  openWorkflowIds,
  searchAttributes,
  startRunWorkflow,
  workflowIdOf,
} from "@sluice/run-control";
import { serviceLog } from "@sluice/service";
import { testPostgres, testTemporal, waitUntil } from "@sluice/test-kit";
import { type RunId, runIdOf } from "@sluice/types";
import { Client, Connection } from "@temporalio/client";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { applyRetention } from "./apply-retention.ts";
import { reconcile } from "./keep-reconciling.ts";
import { reconcileForgetting } from "./reconcile-forgetting.ts";
import { reconcileRuns } from "./reconcile-runs.ts";
import type { ReconcilerDependencies } from "./reconciler-dependencies.ts";

const projectId = "100000001";
const hourMs = 3_600_000;
const nowMs = Date.UTC(2026, 0, 1);
const keys = parseMasterKeys(newMasterKey("k1"));
const resources = new AsyncDisposableStack();
const ended: RunId[] = [];
let store: ConfigDb;
let client: Client;
let deps: ReconcilerDependencies;
let connectionId: string;

beforeAll(async () => {
  const { url } = resources.use(await testPostgres());
  const { address } = resources.use(await testTemporal());
  store = resources.use(await openConfigStore({ databaseUrl: url, maxConnections: 4 }));
  await migrate(store);
  const connection = await Connection.connect({ address });
  resources.defer(() => connection.close());
  client = new Client({ connection });
  deps = { store, client, log: serviceLog("test", "silent"), onEnded: async (run) => void ended.push(run) };
  await createProject(store, { id: projectId, name: "Acme" });
  const made = await createConnection(store, keys, {
    projectId,
    name: "Lake",
    credentials: { accessKeyId: "AKIAEXAMPLEKEY07Q", secretAccessKey: "not-a-secret" },
    target: {
      bucket: "acme",
      region: "eu-west-1",
      prefix: "",
      endpoint: null,
      pathStyle: false,
      encryption: { type: "none" },
    },
  });
  connectionId = made.id;
});
afterAll(() => resources.disposeAsync());
beforeEach(() => void ended.splice(0));

function newExport() {
  return {
    projectId,
    name: null,
    connectionId,
    type: "allEvents",
    format: "csv",
    options: {
      eventId: false,
      jsonHeader: "eventName",
      parquetLayout: "map",
      parquetContainer: "gzip",
      columnNames: "dotted",
    },
    eventNames: null,
    nowMs,
  } as const;
}

/** A run whose workflow nobody works on, as the store knows it. */
async function startedRun(): Promise<RunId> {
  const window = { axis: "ts", fromMs: nowMs - hourMs, toMs: nowMs } as const;
  const runId = runIdOf(await createOneTimeExport(store, { ...newExport(), window }));
  await startRunWorkflow(client, { projectId, runId, format: "csv", execution: 1 });
  await markRunStarted(store, runId);
  return runId;
}

const statusOf = async (runId: RunId) => (await getRun(store, runId)).status;

describe("a run", () => {
  test("that is to be stopped and has no workflow is ended here, and its end is told once", async () => {
    const { requestId } = await createRecurringExport(store, { ...newExport(), everyHours: 4, startFromMs: null });
    const opened = await openNextRun(store, requestId, nowMs + 4 * hourMs);
    const runId = opened?.runId ?? "";
    await markRunStarted(store, runId);
    await stopExport(store, projectId, requestId, nowMs);
    for (const _ of ["first", "second"]) await reconcileRuns(deps, new Set());
    expect(ended).toEqual([runId]);
    expect(await statusOf(runId)).toBe("Stopped");
  });

  test("is left alone while its workflow runs, also before Temporal lists it", async () => {
    const runId = await startedRun();
    await reconcileRuns(deps, new Set());
    await waitUntil("Temporal lists it", async () => (await openWorkflowIds(client)).has(workflowIdOf(runId)));
    await reconcile(deps);
    expect(await statusOf(runId)).toBe("Pending");
    expect(ended).toEqual([]);
  });

  test("whose workflow was ended from outside fails", async () => {
    const runId = await startedRun();
    await client.workflow.getHandle(workflowIdOf(runId)).terminate();
    await waitUntil("Temporal's list is up to date", async () => {
      await reconcile(deps);
      return (await statusOf(runId)) === "Failed";
    });
    expect((await getRun(store, runId)).error?.code).toBe("run.interrupted");
    expect(ended).toEqual([runId]);
  });
});

test("requests to forget users that wait have one workflow for each project, also after that was ended from outside", async () => {
  const user = { by: "identity", value: "u1" } as const;
  const { id } = await createForgetRequest(store, keys, { projectId, user, requestedBy: "a test" });
  const handle = client.workflow.getHandle(forgetWorkflowId(projectId));
  await reconcile(deps);
  const first = (await handle.describe()).runId;
  await reconcileForgetting(deps, new Set());
  expect((await handle.describe()).runId).toBe(first);
  await handle.terminate();
  await waitUntil("another one is started", async () => {
    await reconcile(deps);
    return (await handle.describe()).runId !== first;
  });
  await endForgetRequest(store, id, { status: "Done", events: 0, profiles: 0 });
  await handle.terminate();
  await reconcileForgetting(deps, new Set());
  expect((await handle.describe()).status.name).toBe("TERMINATED");
});

test("a webhook message is found in Temporal by what it is about, and fails when its workflow is ended from outside", async () => {
  const webhook = await createWebhook(store, keys, {
    projectId,
    name: "Loader",
    url: "https://example.com/hook",
    enabled: true,
    secret: "whsec_dGVzdA==",
    eventTypes: ["run.failed"],
  });
  const runId = await startedRun();
  await failRun(store, runId, { code: "internal", message: "It failed.", retryable: true });
  await reconcile(deps);
  const deliveries = () => listDeliveries(store, webhook, { limit: 10 });
  const [delivery] = await deliveries();
  const handle = client.workflow.getHandle(deliveryWorkflowId(delivery?.id ?? ""));
  const { typedSearchAttributes } = await handle.describe();
  expect(typedSearchAttributes.get(searchAttributes.project)).toBe(projectId);
  expect(typedSearchAttributes.get(searchAttributes.requestId)).toBe(runId.split("-")[0]);
  await handle.terminate();
  await waitUntil("the message has failed", async () => {
    await reconcile(deps);
    return (await deliveries())[0]?.status === "Failed";
  });
  expect((await deliveries())[0]?.error?.code).toBe("webhook.interrupted");
});

test("what ended long ago is forgotten by and by, at most every hour", async () => {
  let now = Date.now();
  const forget = applyRetention(store, { days: 400, rows: 100, now: () => now });
  const runId = await startedRun();
  const totals = { records: 0, objects: 0, bytes: 0 };
  await finishRun(store, runId, { manifestKey: "m.json", manifestText: "{}", totals });
  const isExpired = async () => (await getRun(store, runId)).isExpired;
  await forget();
  expect(await isExpired()).toBe(false);
  now += 401 * 24 * hourMs;
  await forget();
  expect(await isExpired()).toBe(true);
});
