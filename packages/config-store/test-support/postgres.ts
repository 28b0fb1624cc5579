import { startPostgres as startServer, temporaryDirectory } from "@sluice/servers";
import type { AccessKey, ConnectionTarget, RunId, RunPlan } from "@sluice/types";
import { type Connection, createConnection } from "../src/connections.ts";
import { createOneTimeExport, type NewOneTimeExport } from "../src/create-export.ts";
import { type ConfigDb, migrate, openConfigStore } from "../src/open-config-store.ts";
import { createProject } from "../src/projects.ts";
import { type MasterKeys, newMasterKey, parseMasterKeys } from "../src/sealed-credentials.ts";

/** A real, empty PostgreSQL of its own. */
export async function startPostgres(): Promise<AsyncDisposable & { readonly databaseUrl: string }> {
  await using resources = new AsyncDisposableStack();
  const { path } = resources.use(await temporaryDirectory());
  const server = resources.use(await startServer({ directory: path, password: "sluice", durable: false }));
  const owned = resources.move();
  return { databaseUrl: server.urlOf("postgres"), [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

export interface TestStore extends AsyncDisposable {
  readonly store: ConfigDb;
  readonly databaseUrl: string;
  readonly keys: MasterKeys;
  readonly connection: Connection;
}

export const project = "100000001";
export const credentials: AccessKey = { accessKeyId: "AKIAEXAMPLEKEY07Q", secretAccessKey: "a-secret-nobody-sees" };
export const target: ConnectionTarget = {
  bucket: "acme",
  region: "eu-west-1",
  prefix: "in/",
  endpoint: null,
  pathStyle: false,
  encryption: { type: "none" },
};

/** A store with a project and a connection in it. */
export async function testStore(): Promise<TestStore> {
  await using resources = new AsyncDisposableStack();
  const { databaseUrl } = resources.use(await startPostgres());
  const store = resources.use(await openConfigStore({ databaseUrl, maxConnections: 8 }));
  await migrate(store);
  await createProject(store, { id: project, name: "Acme", timeZone: "Europe/Paris" });
  const keys = parseMasterKeys(newMasterKey("k1"));
  const connection = await createConnection(store, keys, { projectId: project, name: "Lake", target, credentials });
  const owned = resources.move();
  return { store, databaseUrl, keys, connection, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

export const nowMs = Date.UTC(2026, 0, 1);

export function newExport({ connection }: TestStore, change: Partial<NewOneTimeExport> = {}): NewOneTimeExport {
  return {
    projectId: project,
    name: null,
    connectionId: connection.id,
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
    window: { axis: "ts", fromMs: 0, toMs: 86_400_000 },
    nowMs,
    ...change,
  };
}

export async function newRun(test: TestStore): Promise<RunId> {
  const { requestId, runTimestamp } = await createOneTimeExport(test.store, newExport(test));
  return `${requestId}-${runTimestamp}`;
}

/** One event whose segments are one job each, of ten records. */
export function planOf({ jobs, eventName = "Charged" }: { jobs: number; eventName?: string }): RunPlan {
  const schema = {
    profile: [{ key: eventName, types: ["string" as const] }],
    deviceInfo: [],
    eventProps: [],
    sessionProps: [],
  };
  return {
    events: [{ eventIndex: 0, eventName, keyText: "Charged", records: jobs * 10, schema }],
    jobs: Array.from({ length: jobs }, (_, index) => ({
      label: `${eventName} · db 0 · ${index + 1} of ${jobs}`,
      records: 10,
      segments: [
        { eventIndex: 0, databaseId: 0, index, count: jobs, records: 10, sourceBytes: 99, token: `["f",${index}]` },
      ],
    })),
    expectedRecords: jobs * 10,
  };
}

/** The objects of a job of `planOf`. */
export function objectOf(fileIndex: number, eventName = "Charged") {
  const instant = "2026-01-01T00:00:00.000Z";
  return {
    eventIndex: 0,
    object: {
      key: `${fileIndex}.csv.gz`,
      eventName,
      databaseId: 0,
      fileIndex,
      records: 10,
      bytes: 100,
      sha256: "0".repeat(64),
      minTs: instant,
      maxTs: instant,
    },
  };
}
