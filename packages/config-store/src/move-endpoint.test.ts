import type { RunId } from "@sluice/types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { credentials, newExport, project, type TestStore, target, testStore } from "../test-support/postgres.ts";
import { createConnection, getConnection } from "./connections.ts";
import { createOneTimeExport } from "./create-export.ts";
import { moveEndpoint } from "./move-endpoint.ts";
import { getRun } from "./runs.ts";

let on: TestStore;
beforeAll(async () => {
  on = await testStore();
});
afterAll(() => on?.[Symbol.asyncDispose]());

const [from, to, elsewhere] = ["http://127.0.0.1:9000", "http://127.0.0.1:19000", "https://s3.example.com"];

async function connected(name: string, endpoint: string | null) {
  const place = { ...target, endpoint, prefix: `${name}/` };
  const { id } = await createConnection(on.store, on.keys, { projectId: project, name, target: place, credentials });
  const { requestId, runTimestamp } = await createOneTimeExport(on.store, newExport(on, { connectionId: id }));
  const runId: RunId = `${requestId}-${runTimestamp}`;
  const targets = async () => [
    (await getConnection(on.store, project, id)).target,
    (await getRun(on.store, runId)).target,
  ];
  return { place, runId, targets };
}

test("connections and the runs that may still write follow a store to its new address, and no others do", async () => {
  const follows = await connected("follows", from);
  const ended = await connected("ended", from);
  await on.store.pool.query("update runs set status = 'Done' where request_id = $1", [ended.runId.split("-")[0]]);
  const others = [await connected("other", elsewhere), await connected("aws", null)];
  await moveEndpoint(on.store, from, to);
  await moveEndpoint(on.store, from, to);
  const moved = { ...follows.place, endpoint: to };
  expect(await follows.targets()).toEqual([moved, moved]);
  expect(await ended.targets()).toEqual([{ ...ended.place, endpoint: to }, ended.place]);
  for (const { place, targets } of others) expect(await targets()).toEqual([place, place]);
});
