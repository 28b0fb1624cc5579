import { randomBytes } from "node:crypto";
import { join } from "node:path";
import {
  type ConfigDb,
  createProject,
  type MasterKeys,
  migrate,
  newMasterKey,
  openConfigStore,
  parseMasterKeys,
} from "@sluice/config-store";
import { type Lake, openLake } from "@sluice/event-source-lake";
import { ensureStreams, type JobQueue, openJobQueue } from "@sluice/job-queue";
import { type TestS3, temporaryDirectory, testNats, testPostgres, testS3 } from "@sluice/test-kit";

/** Real servers and a lake, for many simulated exports one after another. */
export interface SimulatedWorld extends AsyncDisposable {
  readonly store: ConfigDb;
  readonly masterKeys: MasterKeys;
  readonly queue: JobQueue;
  readonly s3: TestS3;
  readonly lake: Lake;
  readonly lakeFolder: string;
  readonly scratch: string;
  newProject(): Promise<string>;
}

export async function simulatedWorld(): Promise<SimulatedWorld> {
  await using resources = new AsyncDisposableStack();
  const { path } = resources.use(await temporaryDirectory());
  const { url } = resources.use(await testPostgres());
  const nats = resources.use(await testNats());
  const s3 = resources.use(await testS3());
  const store = resources.use(await openConfigStore({ databaseUrl: url, maxConnections: 8 }));
  await migrate(store);
  const queue = resources.use(await openJobQueue({ url: nats.urls["workflow-service"], name: "simulation" }));
  await ensureStreams(queue);
  const lakeFolder = join(path, "lake");
  const lake = resources.use(await openLake({ directory: lakeFolder }));
  const masterKeys = parseMasterKeys(newMasterKey("k1"));
  const owned = resources.move();
  return {
    store,
    masterKeys,
    queue,
    s3,
    lake,
    lakeFolder,
    scratch: path,
    async newProject() {
      const id = `p${randomBytes(5).toString("hex")}`;
      await createProject(store, { id, name: id, timeZone: "Europe/Paris" });
      return id;
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
