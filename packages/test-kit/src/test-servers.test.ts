import { stat } from "node:fs/promises";
import { openConfigStore } from "@sluice/config-store";
import { expect, test } from "vitest";
import { testNats, testPostgres, testS3, testTemporal } from "./mod.ts";

test("databases of one process share a server and see nothing of each other", async () => {
  await using one = await testPostgres();
  await using two = await testPostgres();
  expect(one.server).toBe(two.server);
  await using store = await openConfigStore({ databaseUrl: one.url, maxConnections: 1 });
  await using otherStore = await openConfigStore({ databaseUrl: two.url, maxConnections: 1 });
  await store.pool.query("create table only_here ()");
  const { rows } = await otherStore.pool.query("select to_regclass('only_here') as found");
  expect(rows).toEqual([{ found: null }]);
});

test("NATS restarts on the same port, and its process is gone when the test is over", async () => {
  const nats = await testNats();
  const { url, process: first } = nats;
  await nats.restart();
  expect(nats.url).toBe(url);
  expect(nats.process.pid).not.toBe(first.pid);
  expect(first.isRunning()).toBe(false);
  await nats[Symbol.asyncDispose]();
  expect(nats.process.isRunning()).toBe(false);
});

test("Temporal comes with its web page", async () => {
  await using temporal = await testTemporal();
  expect((await fetch(temporal.uiUrl)).status).toBe(200);
});

test("an S3 service leaves no folder behind", async () => {
  const s3 = await testS3();
  const bucket = await s3.createBucket();
  expect((await stat(`${s3.folder}/${bucket}`)).isDirectory()).toBe(true);
  await s3[Symbol.asyncDispose]();
  await expect(stat(s3.folder)).rejects.toThrow("ENOENT");
});
