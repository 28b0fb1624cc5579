import { rm } from "node:fs/promises";
import { join } from "node:path";
import { createApiToken, createProject, openConfigStore } from "@sluice/config-store";
import { type TestStack, testStack } from "@sluice/test-kit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Ran, sluice } from "./sluice-for-tests.ts";

const project = "100000007";
const example = join(import.meta.dirname, "../../../examples/online-retail/events.jsonl.gz");
let stack: TestStack;
let environment: Record<string, string>;

beforeAll(async () => {
  stack = await testStack();
  await using store = await openConfigStore({ databaseUrl: stack.databaseUrl, maxConnections: 1 });
  await createProject(store, { id: project, name: "Shop", timeZone: "Europe/London" });
  const token = await createApiToken(store, { projectId: project, name: "cli", role: "admin" });
  environment = {
    SLUICE_API_URL: stack.apiUrl,
    SLUICE_API_TOKEN: token,
    SLUICE_LAKE: stack.lake,
    SLUICE_PROJECT: project,
  };
});
afterAll(() => stack[Symbol.asyncDispose]());

const run = (args: readonly string[], stdin?: string): Promise<Ran> => sluice(args, environment, stdin);

async function json(args: readonly string[], stdin?: string) {
  const { exitCode, stdout, stderr } = await run([...args, "--json"], stdin);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  return JSON.parse(stdout);
}

test("from files to a verified delivery, and what a damaged one looks like", async () => {
  const { target, credentials } = await stack.customerBucket("exports/");
  expect(await json(["load", example, "--shift-to-now", "--strict"])).toMatchObject({ records: 1_348 });
  expect(await json(["event-names"])).toMatchObject([{ name: "Charged" }, { name: "Refunded" }]);

  const place = ["--bucket", target.bucket, "--region", target.region, "--endpoint", target.endpoint ?? ""];
  const secrets = `${credentials.accessKeyId}\n${credentials.secretAccessKey}\n`;
  const create = ["connections", "create", "--name", "Warehouse", ...place, "--prefix", target.prefix];
  const connection = await json(create, secrets);
  expect(JSON.stringify(connection)).not.toContain(credentials.secretAccessKey);
  expect(await json(["connections", "list"])).toMatchObject([{ name: "Warehouse" }]);
  expect(await json(["connections", "test", "Warehouse"])).toMatchObject({ ok: true });
  expect(await json(["connections", "policy", "Warehouse", "--prefix-only"])).toMatchObject({ Version: "2012-10-17" });

  const wanted = ["--format", "csv", "--last", "59d", "--event", "Charged"];
  const estimate = await json(["exports", "estimate", ...wanted]);
  expect(estimate.totals.records).toBeGreaterThan(1_000);

  const created = await run(["exports", "create", ...wanted, "--name", "Orders", "--watch"]);
  expect(created).toMatchObject({ exitCode: 0, stderr: "" });
  expect(created.stdout).toMatch(/✓ Done\. 1,\d{3} records in 1 object/);

  const [listed] = await json(["exports", "list", "--status", "Done", "--text", "Orders"]);
  const requestId = String(listed.requestId);
  expect(listed).toMatchObject({
    name: "Orders",
    lastRun: { totals: { records: estimate.totals.records, objects: 1 } },
  });
  const manifest = await json(["exports", "manifest", requestId]);
  expect(await json(["exports", "objects", requestId])).toEqual(manifest.objects);
  expect(await json(["runs", requestId])).toMatchObject([{ status: "Done", totals: manifest.totals }]);
  expect(await json(["exports", "get", requestId])).toMatchObject({ status: "Done" });
  const watched = await run(["exports", "watch", requestId, "--json"]);
  expect(JSON.parse(watched.stdout.trim().split("\n").at(-1) ?? "")).toMatchObject({ status: "Done" });

  const folder = join(stack.bucketsFolder, target.bucket);
  const verify = ["verify", folder, "--request-id", requestId, "--time-zone", "Europe/London"];
  expect(await json(verify)).toMatchObject({ ok: true, runs: [{ objects: 1, records: manifest.totals.records }] });
  await rm(join(folder, manifest.objects[0].key));
  const damaged = await run(verify);
  expect(damaged.exitCode).toBe(1);
  expect(damaged.stdout).toContain(`✗ ${manifest.objects[0].key}: the object is missing (object.missing)`);
});

test("every bad field of a request is named on its own line", async () => {
  const { exitCode, stderr } = await run([
    ...["exports", "create", "--format", "csv", "--json-header", "none", "--event", "Chargd", "--event", "Chargd"],
    ...["--from", "2026-10-02", "--to", "2026-10-01", "--connection", "Warehouse"],
  ]);
  expect(exitCode).toBe(1);
  expect(stderr).toContain("body /options/jsonHeader");
  expect(stderr).toContain("body /to");
});

test("a connection that does not exist is named beside those that do", async () => {
  const { exitCode, stderr } = await run(["connections", "get", "Elsewhere"]);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/no connection "Elsewhere"\. There are: .*\(Warehouse\)/);
});
