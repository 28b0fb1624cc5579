import { expect, test } from "vitest";
import { startPostgres } from "../test-support/postgres.ts";
import { migrate, openConfigStore } from "./open-config-store.ts";
import { createProject, getProject } from "./projects.ts";

test("several processes may bring the tables up to date at once", async () => {
  await using server = await startPostgres();
  await using first = await openConfigStore({ databaseUrl: server.databaseUrl, maxConnections: 2 });
  await using second = await openConfigStore({ databaseUrl: server.databaseUrl, maxConnections: 2 });
  await Promise.all([migrate(first), migrate(second), migrate(first)]);
  await createProject(first, { id: "1", name: "One" });
  expect(await getProject(second, "1")).toEqual({
    id: "1",
    name: "One",
    timeZone: "UTC",
    region: "EU",
    lookbackDays: 60,
    externalId: expect.any(String),
  });
  await expect(createProject(second, { id: "1", name: "Two" })).rejects.toMatchObject({ code: "project.exists" });
});

test("a broken connection fails what it carried, and nothing else", async () => {
  await using server = await startPostgres();
  await using store = await openConfigStore({ databaseUrl: server.databaseUrl, maxConnections: 1 });
  await using other = await openConfigStore({ databaseUrl: server.databaseUrl, maxConnections: 1 });
  await migrate(store);
  const broken = store.db.transaction(async (tx) => {
    await tx.execute("select 1");
    await other.pool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'",
    );
    await tx.execute("select 1");
  });
  await expect(broken).rejects.toMatchObject({ code: "store.unavailable", retryable: true });
  await createProject(store, { id: "1", name: "One" });
});

test("a server that is not there is an error that says to try again", async () => {
  await using store = await openConfigStore({ databaseUrl: "postgres://x@127.0.0.1:1/x", maxConnections: 1 });
  const unavailable = { code: "store.unavailable", retryable: true };
  await expect(getProject(store, "1")).rejects.toMatchObject(unavailable);
  await expect(migrate(store)).rejects.toMatchObject(unavailable);
  await expect(store.db.transaction(async () => undefined)).rejects.toMatchObject(unavailable);
});
