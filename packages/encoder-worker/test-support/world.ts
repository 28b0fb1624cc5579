import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import {
  type ConfigDb,
  createConnection,
  createOneTimeExport,
  createProject,
  type MasterKeys,
  markRunRunning,
  migrate,
  newMasterKey,
  openConfigStore,
  parseMasterKeys,
  savePlan,
} from "@sluice/config-store";
import { ensureStreams, type JobQueue, openJobQueue } from "@sluice/job-queue";
import { type TestNats, type TestS3, testNats, testPostgres, testS3 } from "@sluice/test-kit";
import type { Credentials, JobMessage, RunId } from "@sluice/types";

export interface World extends AsyncDisposable {
  readonly store: ConfigDb;
  readonly databaseUrl: string;
  readonly masterKey: string;
  readonly masterKeys: MasterKeys;
  readonly nats: TestNats;
  readonly s3: TestS3;
  /** The workflow service's connection, and an encoder's. */
  readonly service: JobQueue;
  readonly encoder: JobQueue;
  readonly project: string;
  /** A Running run whose jobs are one segment each. */
  newRun(run: NewRun): Promise<TestRun>;
}

export interface NewRun {
  readonly eventName?: string;
  /** Tokens of its segments; each is a job. */
  readonly tokens: readonly string[];
  readonly credentials?: Credentials;
}

export interface TestRun {
  readonly runId: RunId;
  job(jobIndex: number, attempt: number): JobMessage;
  /** What a stored object holds. */
  stored(key: string): Promise<string>;
}

/** Real servers with a project on them. */
export async function testWorld(): Promise<World> {
  await using resources = new AsyncDisposableStack();
  const { url: databaseUrl } = resources.use(await testPostgres());
  const nats = resources.use(await testNats());
  const s3 = resources.use(await testS3());
  const store = resources.use(await openConfigStore({ databaseUrl, maxConnections: 8 }));
  await migrate(store);
  const service = resources.use(await openJobQueue({ url: nats.urls["workflow-service"], name: "service" }));
  const encoder = resources.use(await openJobQueue({ url: nats.urls.encoder, name: "encoder" }));
  await ensureStreams(service);
  const masterKey = newMasterKey("k1");
  const masterKeys = parseMasterKeys(masterKey);
  const project = "100000001";
  await createProject(store, { id: project, name: "Acme" });
  const owned = resources.move();
  const shared = { store, databaseUrl, masterKey, masterKeys, nats, s3, service, encoder, project };
  return {
    ...shared,
    newRun: (run) => newRun(shared, run),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

let connections = 0;

async function newRun(
  { store, masterKeys, s3, project }: Pick<World, "store" | "masterKeys" | "s3" | "project">,
  { eventName = "Charged", tokens, credentials: others }: NewRun,
): Promise<TestRun> {
  const { target, credentials } = await s3.customerBucket("in/");
  const connection = await createConnection(store, masterKeys, {
    projectId: project,
    name: `Bucket ${++connections}`,
    target,
    credentials: others ?? credentials,
  });
  const { requestId, runTimestamp } = await createOneTimeExport(store, {
    projectId: project,
    name: null,
    connectionId: connection.id,
    type: "allEvents",
    format: "json",
    options: {
      eventId: false,
      jsonHeader: "eventName",
      parquetLayout: "map",
      parquetContainer: "gzip",
      columnNames: "dotted",
    },
    eventNames: null,
    window: { axis: "ts", fromMs: 0, toMs: 86_400_000 },
    nowMs: Date.now(),
  });
  const runId = `${requestId}-${runTimestamp}`;
  const schema = { profile: [], deviceInfo: [], eventProps: [], sessionProps: [] };
  const records = tokens.length;
  await savePlan(
    store,
    runId,
    {
      events: [{ eventIndex: 0, eventName, keyText: "Charged", records, schema }],
      jobs: tokens.map((token, index) => ({
        label: `Charged ${index}`,
        records: 1,
        segments: [{ eventIndex: 0, databaseId: 0, index, count: tokens.length, records: 1, sourceBytes: 1, token }],
      })),
      expectedRecords: records,
    },
    Date.now(),
  );
  await markRunRunning(store, runId, 1);
  return {
    runId,
    job: (jobIndex, attempt) => ({
      runId,
      projectId: project,
      connectionId: connection.id,
      format: "json",
      jobIndex,
      attempt,
    }),
    stored: async (key) => gunzipSync(await readFile(join(s3.folder, target.bucket, key))).toString(),
  };
}
