import { mkdtempDisposable, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApiToken, createProject, openConfigStore } from "@sluice/config-store";
import { type TestStack, testReceiver, testStack, waitUntil } from "@sluice/test-kit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Ran, sluice, sluiceInterrupted } from "../test-support/sluice.ts";

const project = "100000007";
const examples = join(import.meta.dirname, "../../../examples/online-retail");
const example = join(examples, "events.jsonl.gz");
let stack: TestStack;
let environment: Record<string, string>;

beforeAll(async () => {
  // Four hours of the schedule last four seconds, and receivers on this machine are allowed.
  const schedule = { SLUICE_HOUR_MS: "1000", SLUICE_SETTLE_DELAY_MS: "200" };
  const own = { ...schedule, SLUICE_WEBHOOK_ALLOW_PRIVATE: "true", SLUICE_LAKE_MAINTENANCE_MS: "5000" };
  stack = await testStack({ environment: { "config-api": own, "workflow-service": own } });
  await using store = await openConfigStore({ databaseUrl: stack.databaseUrl, maxConnections: 1 });
  await createProject(store, { id: project, name: "Shop", timeZone: "Europe/London" });
  const { text: token } = await createApiToken(store, {
    projectId: project,
    name: "cli",
    role: "admin",
    createdBy: "a test",
  });
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
  expect(connection.test).toMatchObject({ ok: true });
  expect(JSON.stringify(connection)).not.toContain(credentials.secretAccessKey);
  expect(await json(["connections", "list"])).toMatchObject([{ name: "Warehouse" }]);
  expect(await json(["connections", "test", "Warehouse"])).toMatchObject({ ok: true });
  expect(await json(["connections", "policy", "Warehouse", "--prefix-only"])).toMatchObject({ Version: "2012-10-17" });

  const wrong = await run([...create.with(3, "Elsewhere"), "--bucket", "nowhere-to-be-found"], secrets);
  expect(wrong).toMatchObject({ exitCode: 1, stdout: expect.stringContaining("✗ ListBucket") });
  expect(wrong.stderr).toContain("The connection is kept.");
  expect(await run(["doctor"])).toMatchObject({
    exitCode: 1,
    stdout: expect.stringContaining("✗ Connection Elsewhere"),
  });
  const update = [
    "connections",
    "update",
    "Elsewhere",
    "--bucket",
    target.bucket,
    "--prefix",
    `${target.prefix}other/`,
  ];
  expect(await json(update)).toMatchObject({ bucket: target.bucket, prefix: `${target.prefix}other/` });
  expect(await run(["doctor"])).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining("✓ Connection Elsewhere"),
  });
  await json(["connections", "delete", "Elsewhere"]);

  const wanted = ["--format", "csv", "--last", "60d", "--event", "Charged"];
  const estimate = await json(["exports", "estimate", ...wanted]);
  expect(estimate.totals.records).toBeGreaterThan(1_000);

  const keyed = ["exports", "create", ...wanted, "--idempotency-key", "orders"];
  expect(await run(keyed)).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("--idempotency-key needs --to"),
  });
  const fixed = [...keyed, "--to", new Date().toISOString()];
  const first = await json(fixed);
  expect(await json(fixed)).toMatchObject({ requestId: first.requestId });

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
  // A run that is over has one state, and it is said once.
  expect(JSON.parse(watched.stdout)).toMatchObject({ status: "Done" });

  const folder = join(stack.bucketsFolder, target.bucket);
  const verify = ["verify", folder, "--request-id", requestId, "--time-zone", "Europe/London"];
  expect(await json(verify)).toMatchObject({ ok: true, runs: [{ objects: 1, records: manifest.totals.records }] });
  await using fetched = await mkdtempDisposable(join(tmpdir(), "sluice-fetched-"));
  const root = stack.bucketsOwner;
  const reader = { SLUICE_S3_ACCESS_KEY_ID: root.accessKeyId, SLUICE_S3_SECRET_ACCESS_KEY: root.secretAccessKey };
  const download = await sluice(["download", requestId, "--to", fetched.path], { ...environment, ...reader });
  expect(download).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^✓ 1 object of 1 run in /) });
  expect(await json(["verify", fetched.path])).toMatchObject({ ok: true, runs: [{ objects: 1 }] });
  const refused = await sluice(["download", requestId, "--to", fetched.path], environment);
  expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("there are no credentials") });
  await rm(join(folder, manifest.objects[0].key));
  const damaged = await run(verify);
  expect(damaged.exitCode).toBe(1);
  expect(damaged.stdout).toContain(`✗ ${manifest.objects[0].key}: the object is missing (object.missing)`);
});

test("a recurring profile export, from its first run over a stop to a proven chain", async () => {
  expect(await json(["load", join(examples, "customers.jsonl.gz")])).toMatchObject({
    profiles: 620,
    events: 0,
  });
  const what = ["--profiles", "--format", "json", "--every", "4h"];
  await waitUntil("the settle delay to be over", async () => {
    const { totals } = await json(["exports", "estimate", ...what]);
    return totals.records === 620 ? true : undefined;
  });
  const created = await json(["exports", "create", ...what, "--name", "Customers"]);
  expect(created).toMatchObject({ frequency: "recurring", everyHours: 4, status: "Pending" });
  const requestId = String(created.requestId);
  const once = await run(["exports", "create", "--profiles", "--format", "csv"]);
  expect(once.exitCode).toBe(1);
  expect(once.stderr).toContain("export.profile_export_scheduled");
  expect(once.stderr).toContain(requestId);

  // Its first run has all users; a later one, which may be the latest by now, those that changed: none.
  expect(await run(["exports", "watch", requestId])).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/✓ Done\. (620|0) records/),
  });
  await waitUntil("the first window", async () => {
    const [window] = await json(["exports", "windows", requestId]);
    return window?.state === "done" ? true : undefined;
  });
  expect(await json(["exports", "edit", requestId, "--every", "5h"])).toMatchObject({ everyHours: 5 });
  expect(await run(["exports", "edit", requestId])).toMatchObject({ exitCode: 2 });
  await json(["exports", "stop", requestId]);
  expect(await json(["exports", "resume", requestId, "--from", "now"])).toMatchObject({ stopped: null });
  const before = (await json(["runs", requestId])).length;
  await waitUntil("a run after the resumption", async () => {
    const runs = await json(["runs", requestId]);
    return runs.length > before && runs[0].status === "Done" ? true : undefined;
  });
  await json(["exports", "stop", requestId]);

  const windows = await json(["exports", "windows", requestId]);
  expect(windows.map(({ state }: { state: string }) => state)).toContain("skipped");
  const [latest] = await json(["runs", requestId]);
  const shown = await json(["run", requestId, String(latest.runTimestamp)]);
  expect(shown.timeline.map(({ text }: { text: string }) => text)).toContain("Opened");
  expect((await run(["exports", "get", requestId])).stdout).toContain("620 records");
  const [found] = await json(["exports", "list", "--frequency", "recurring", "--type", "allProfiles"]);
  expect(found).toMatchObject({ name: "Customers", totals: { records: 620 }, stopped: { reason: null } });
  const verified = await run(["verify", stack.bucketsFolder, "--request-id", requestId, "--chain"]);
  expect(verified).toMatchObject({ exitCode: 0 });
});

test("whoever stops watching is told that the export goes on, and how to see it again", async () => {
  const recurring = ["exports", "create", "--format", "csv", "--every", "24h", "--connection", "Warehouse"];
  const requestId = String((await json(recurring)).requestId);
  const left = await sluiceInterrupted(["exports", "watch", requestId], environment, /Its first run is at/);
  await json(["exports", "stop", requestId]);
  expect(left.exitCode).toBe(130);
  expect(left.stderr).toContain(`Export ${requestId} goes on. See it again with: ./sluice exports watch ${requestId}`);
});

test("the project is shown and changed", async () => {
  expect(await json(["project", "show"])).toMatchObject({ id: project, timeZone: "Europe/London" });
  expect(await json(["project", "set", "--lookback-days", "90"])).toMatchObject({ lookbackDays: 90 });
  const { exitCode, stderr } = await run(["project", "set", "--time-zone", "Mars/Olympus"]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("is not an IANA time zone such as Europe/Paris");
  expect(await json(["regions"])).toContainEqual({ region: "EU", bucketRegion: "eu-west-1", place: "Ireland" });
});

test("what the API finds wrong is said with the option's name, and is a mistake like any other", async () => {
  const { exitCode, stderr } = await run([
    ...["exports", "create", "--format", "csv", "--json-header", "none", "--event", "Chargd", "--event", "Chargd"],
    ...["--from", "2026-10-02", "--to", "2026-10-01", "--connection", "Warehouse"],
  ]);
  expect(exitCode).toBe(2);
  const lines = stderr.trimEnd().split("\n");
  expect(lines[0]).toBe("✗ This cannot be: (request.invalid)");
  for (const option of ["--json-header", "--to"]) {
    expect(lines.filter((line) => line.startsWith(`    ${option} `))).toHaveLength(1);
  }
});

test.each([
  [["exports", "create", "--format", "csv", "--every", "3h"], /^✗ --every .*\n$/],
  [["exports", "list", "--status", "done"], /^✗ --status must be one of .*"Done".*\n$/],
  [["exports", "get", "5"], /^✗ There is no export 5\..*\n {2}See those there are with: \.\/sluice exports list\n$/],
  [["runs", "5"], /^✗ There is no export 5\./],
  [["webhooks", "get", "Nobody"], /^✗ There is no webhook/],
])("in the words of the command line, and once: sluice %j", async (args, message) => {
  const { exitCode, stdout, stderr } = await run(args);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/GET|POST|PATCH|\/v1\/|body \//);
});

test("lists fit a terminal, say how many there are, and leave out what was archived", async () => {
  const list = await run(["exports", "list", "--limit", "1"]);
  const [head = "", row = "", note = ""] = list.stdout.trimEnd().split("\n");
  expect(head).toMatch(/^REQUEST ID +STATUS +FORMAT .* NAME$/);
  expect([head, row].every((line) => line.length <= 80)).toBe(true);
  expect(note).toMatch(/^1 of \d+ exports; --limit and --all show more$/);
  expect((await json(["exports", "list", "--all"])).length).toBeGreaterThan(1);
  expect((await run(["exports", "list", "--text", "nowhere"])).stdout).toMatch(/^No export is like that\./);
  const [{ requestId, runTimestamp }] = await json(["runs", "--status", "Done", "--last", "1d"]);
  expect((await run(["runs", "--status", "Done", "--status", "Stopped"])).stdout).toContain(`${runTimestamp}`);
  const [done] = await json(["exports", "list", "--status", "Done"]);
  expect(await json(["exports", "archive", String(done.requestId)])).toMatchObject({ requestId: done.requestId });
  expect(await json(["exports", "list", "--archived", "only"])).toMatchObject([{ requestId: done.requestId }]);
  const shown = await run(["exports", "unarchive", String(done.requestId)]);
  expect(shown).toMatchObject({ exitCode: 0, stdout: `✓ Export ${done.requestId} is in the log again\n` });
  const ofOne: { requestId: number }[] = await json(["runs", String(requestId)]);
  expect(new Set(ofOne.map((run) => run.requestId))).toEqual(new Set([requestId]));
});

test("a load asks what projects there are, and takes no mistyped one", async () => {
  const mistyped = ["load", example, "--project", "100000070", "--shift-to-now"];
  const { exitCode, stderr } = await run(mistyped);
  expect({ exitCode, stderr }).toEqual({
    exitCode: 2,
    stderr: expect.stringContaining(
      `Nothing was ever loaded into a project 100000070, and the API token is of the project ${project}. Check --project`,
    ),
  });
  const operator = { SLUICE_LAKE: stack.lake, DATABASE_URL: stack.databaseUrl };
  expect(await sluice(mistyped, operator)).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("There is no project 100000070."),
  });
  // A project's own operator, and its API, know of it before anything was loaded.
  const empty = { SLUICE_LAKE: join(stack.directory, "empty-lake") };
  const right = ["load", example, "--shift-to-now"];
  expect(await sluice([...right, "--project", project], { ...operator, ...empty })).toMatchObject({ exitCode: 0 });
  const { SLUICE_PROJECT: _, ...unnamed } = environment;
  expect(await sluice(right, { ...unnamed, ...empty })).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining(`loaded into project ${project}`),
  });
});

test("a connection that does not exist is named beside those that do", async () => {
  const { exitCode, stderr } = await run(["connections", "get", "Elsewhere"]);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/no connection "Elsewhere"\. There are: .*\(Warehouse\)/);
});

test("a webhook is made, tested, looked after and deleted", async () => {
  let status = 204;
  await using receiver = await testReceiver((_request, response) => response.writeHead(status).end());
  const made = await json(["webhooks", "create", "--name", "Loader", "--url", receiver.url, "--event", "run.done"]);
  expect(made).toMatchObject({ name: "Loader", eventTypes: ["run.done"], secret: expect.stringMatching(/^whsec_/) });
  expect(await json(["webhooks", "test", "Loader"])).toMatchObject({ status: "Delivered", eventType: "webhook.test" });
  status = 410;
  const failed = await run(["webhooks", "test", "Loader"]);
  expect(failed).toMatchObject({ exitCode: 1, stdout: expect.stringContaining("✗ The receiver answered 410 Gone") });
  expect(await json(["webhooks", "list"])).toMatchObject([{ id: made.id, enabled: false }]);
  status = 200;
  expect(await json(["webhooks", "update", "Loader", "--enable", "--name", "Loads"])).toMatchObject({ enabled: true });
  const log = await json(["webhooks", "deliveries", "Loads"]);
  expect(log).toMatchObject([{ status: "Failed", error: { code: "webhook.gone" } }, { status: "Delivered" }]);
  const again = await run(["webhooks", "redeliver", "Loads", log[0].id]);
  expect(again).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/^✓ Delivered: answer 200 after \d+ ms\n$/),
  });
  const rolled = await run(["webhooks", "roll-secret", "Loads"]);
  expect(rolled.stdout).toMatch(/Signing secret, shown only now: whsec_/);
  const table = await run(["webhooks", "deliveries", "Loads", "--status", "Delivered", "--limit", "5"]);
  expect(table.stdout).toContain("answer 200 after");
  const listed = await run(["webhooks", "get", "Loads"]);
  expect(listed.stdout).not.toContain("whsec_");
  expect(await json(["webhooks", "delete", "Loads"])).toEqual({ id: made.id, deleted: true });
  expect(await run(["webhooks", "get", "Loads"])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("cli.no_such_webhook"),
  });
});

test.each([
  [500, "✗ The receiver answered 500; only a 2xx status says that it has the message. It is tried again."],
  [302, "✗ The receiver answered 302 to send us elsewhere, which is not followed. Give the webhook the final URL."],
])("a webhook whose receiver answers %i is told what that means", async (status, message) => {
  await using receiver = await testReceiver((_request, response) => response.writeHead(status).end());
  const name = `Answers ${status}`;
  await run(["webhooks", "create", "--name", name, "--url", receiver.url]);
  const refused = await run(["webhooks", "test", name]);
  expect(refused).toMatchObject({ exitCode: 1, stdout: expect.stringContaining(message) });
  await run(["webhooks", "delete", name]);
});

test("a user is forgotten for good, and a run that was planned before says why it can't be retried", {
  timeout: 300_000,
}, async () => {
  const { target, credentials } = await stack.customerBucket("late/");
  const place = ["--region", target.region, "--endpoint", target.endpoint ?? "", "--bucket", "nowhere-to-be-found"];
  const secrets = `${credentials.accessKeyId}\n${credentials.secretAccessKey}\n`;
  await run(["connections", "create", "--name", "Nowhere", ...place], secrets);
  const { requestId } = await json([
    "exports",
    "create",
    "--connection",
    "Nowhere",
    "--format",
    "csv",
    "--last",
    "60d",
  ]);
  const failure = async () => {
    const { lastRun } = await json(["exports", "get", String(requestId)]);
    return lastRun.status === "Failed" ? lastRun.error.code : undefined;
  };
  expect(await waitUntil("the run to fail", failure)).toBe("connection.bucket_not_found");
  const records = async () => {
    const names: { records: number }[] = await json(["event-names"]);
    return names.reduce((sum, { records }) => sum + records, 0);
  };
  const before = await records();

  const asked = ["lake", "forget", "--identity", "12971"];
  const refused = [
    [[], "can't be undone. Say --yes to do it."],
    [["--yes", "--project", "other"], "The API token is of the project 100000007, not of other."],
    [["--yes", "--object-id", "o1"], "with either --identity or --object-id"],
  ] as const;
  for (const [{ exitCode, stderr }, told] of await Promise.all(
    refused.map(async ([more, told]) => [await run([...asked, ...more]), told] as const),
  )) {
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(told)]);
  }
  const forgotten = await json([...asked, "--yes"]);
  expect(forgotten).toMatchObject({ status: "Done", error: null, requestedBy: expect.stringContaining('"cli"') });
  expect(forgotten.events).toBeGreaterThan(10);
  expect(await records()).toBe(before - forgotten.events);
  expect(await json(["lake", "forgotten"])).toEqual([forgotten]);
  const again = await run([...asked, "--yes"]);
  expect(again.stdout).toMatch(/^✓ 0 events and 0 states of the user are in the lake no more\n/);

  await waitUntil("the files of before to be gone", async () => {
    await json(["exports", "retry", String(requestId)]);
    return (await waitUntil("the run to fail again", failure)) === "lake.forgotten" ? true : undefined;
  });
});
