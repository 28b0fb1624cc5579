import {
  createConnection,
  createProject,
  createRecurringExport,
  getRun,
  markRunStarted,
  migrate,
  newMasterKey,
  openConfigStore,
  openNextRun,
  parseMasterKeys,
  stopExport,
} from "@sluice/config-store";
import { serviceLog } from "@sluice/service";
import { testPostgres, testTemporal } from "@sluice/test-kit";
import type { RunId } from "@sluice/types";
import { Client, Connection } from "@temporalio/client";
import { expect, test } from "vitest";
import { reconcileRuns } from "./reconcile-runs.ts";

const projectId = "100000001";
const hourMs = 3_600_000;
const nowMs = Date.UTC(2026, 0, 1);

test("a run that is to be stopped and has no workflow is ended here, and its end is told once", async () => {
  await using resources = new AsyncDisposableStack();
  const { url } = resources.use(await testPostgres());
  const { address } = resources.use(await testTemporal());
  const store = resources.use(await openConfigStore({ databaseUrl: url, maxConnections: 4 }));
  await migrate(store);
  const connection = await Connection.connect({ address });
  resources.defer(() => connection.close());
  await createProject(store, { id: projectId, name: "Acme" });
  const { requestId } = await createRecurringExport(store, {
    projectId,
    name: null,
    connectionId: await newConnection(),
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
    everyHours: 4,
    startFromMs: null,
  });
  const opened = await openNextRun(store, requestId, nowMs + 4 * hourMs);
  const runId = opened?.runId ?? "";
  await markRunStarted(store, runId);
  await stopExport(store, projectId, requestId, nowMs);

  const ended: RunId[] = [];
  const onEnded = async (run: RunId) => void ended.push(run);
  const deps = { store, client: new Client({ connection }), log: serviceLog("test", "silent"), onEnded };
  for (const _ of ["first", "second"]) await reconcileRuns(deps);
  expect(ended).toEqual([runId]);
  expect((await getRun(store, runId)).status).toBe("Stopped");

  async function newConnection(): Promise<string> {
    const { id } = await createConnection(store, parseMasterKeys(newMasterKey("k1")), {
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
    return id;
  }
});
