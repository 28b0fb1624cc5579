import { waitUntil } from "@sluice/servers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newRun, type TestStore, testStore } from "../test-support/postgres.ts";
import { leadership } from "./leadership.ts";
import { openConfigStore } from "./open-config-store.ts";

let on: TestStore;
beforeAll(async () => {
  on = await testStore();
});
afterAll(() => on?.[Symbol.asyncDispose]());

const otherProcess = () => openConfigStore({ databaseUrl: on.databaseUrl, maxConnections: 2 });

test("one of two leads, for as long as it lives", async () => {
  await using first = await otherProcess();
  await using second = await otherProcess();
  await using waits = leadership(second, "reconciler");
  {
    await using leads = leadership(first, "reconciler");
    expect([await leads.isLeader(), await waits.isLeader()]).toEqual([true, false]);
    expect([await waits.isLeader(), await leads.isLeader()]).toEqual([false, true]);
  }
  await waitUntil("the other one leads", () => waits.isLeader());
});

test("one whose connection breaks asks again like everybody", async () => {
  await using store = await otherProcess();
  await using leads = leadership(store, "reconciler");
  await waitUntil("it leads", () => leads.isLeader());
  await on.store.pool.query("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'");
  await waitUntil("it leads again", () => leads.isLeader());
});

test("nobody leads while the database is away", async () => {
  await using store = await openConfigStore({ databaseUrl: "postgres://127.0.0.1:1/none", maxConnections: 1 });
  await using leads = leadership(store, "reconciler");
  expect(await leads.isLeader()).toBe(false);
});

test("exports are made while somebody leads", async () => {
  await using store = await otherProcess();
  await using leads = leadership(store, "reconciler");
  await waitUntil("it leads", () => leads.isLeader());
  expect(await newRun(on)).toMatch(/^\d+-\d+$/);
});
