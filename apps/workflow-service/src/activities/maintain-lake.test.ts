import { mkdtempDisposable, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createProject, migrate, openConfigStore } from "@sluice/config-store";
import { loadRecords, openLake } from "@sluice/event-source-lake";
import { serviceLog } from "@sluice/service";
import { testPostgres } from "@sluice/test-kit";
import { MockActivityEnvironment } from "@temporalio/testing";
import { expect, test } from "vitest";
import { maintainProject } from "./maintain-lake.ts";

const project = "acme";
const log = serviceLog("test", "silent");

async function countRecords(directory: string): Promise<number> {
  await using lake = await openLake({ directory });
  const [summary] = await lake.eventNames(project);
  return summary?.records ?? 0;
}

test("a project's small loads are merged in a process of its own, and one that is cancelled leaves all as it was", async () => {
  await using postgres = await testPostgres();
  await using store = await openConfigStore({ databaseUrl: postgres.url, maxConnections: 2 });
  await migrate(store);
  await createProject(store, { id: project, name: project, timeZone: "UTC" });
  await using folder = await mkdtempDisposable(join(tmpdir(), "sluice-maintain-"));
  const lake = join(folder.path, "lake");
  for (let index = 0; index < 6; index++) {
    const path = join(folder.path, "in.jsonl");
    await writeFile(path, JSON.stringify({ type: "event", eventName: "Viewed", ts: Date.UTC(2026, 0, 1) + index }));
    await loadRecords({ directory: lake, project, inputs: [{ path, kind: "jsonl" }] });
  }
  const cancelled = new MockActivityEnvironment();
  const cancelling = cancelled.run(() => maintainProject({ store, lake, log }, { project }));
  cancelled.cancel();
  await expect(cancelling).rejects.toThrow();
  expect(await countRecords(lake)).toBe(6);

  const environment = new MockActivityEnvironment();
  const maintained = await environment.run(() => maintainProject({ store, lake, log }, { project }));
  expect(maintained).toEqual({ merged: 5, removed: 0 });
  expect(await countRecords(lake)).toBe(6);
});

test("what is wrong with the lake is said in its own words", async () => {
  await using postgres = await testPostgres();
  await using store = await openConfigStore({ databaseUrl: postgres.url, maxConnections: 2 });
  await migrate(store);
  await using folder = await mkdtempDisposable(join(tmpdir(), "sluice-maintain-"));
  const path = join(folder.path, "in.jsonl");
  for (let index = 0; index < 4; index++) {
    await writeFile(path, JSON.stringify({ type: "event", eventName: "Viewed", ts: Date.UTC(2026, 0, 1) + index }));
    await loadRecords({ directory: folder.path, project, inputs: [{ path, kind: "jsonl" }] });
  }
  await writeFile(join(folder.path, project, "log", "000000000002.json"), "{");
  const environment = new MockActivityEnvironment();
  const maintaining = environment.run(() => maintainProject({ store, lake: folder.path, log }, { project }));
  await expect(maintaining).rejects.toMatchObject({ code: "lake.damaged", retryable: false });
});
