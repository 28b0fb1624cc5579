import { randomBytes } from "node:crypto";
import { mkdir, mkdtempDisposable, readdir, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { listRunObjects } from "@sluice/config-store";
import { loadRecords, openLake } from "@sluice/event-source-lake";
import { ensureLane, hasEncoder, jobsStream, laneConsumer, publishJob, waitForOutcome } from "@sluice/job-queue";
import { waitUntil } from "@sluice/test-kit";
import { defaultSegmentLimits } from "@sluice/types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type EncoderProcess, encoderProcess, type SmallDisk } from "../test-support/encoder-process.ts";
import { testWorld, type World } from "../test-support/world.ts";

let world: World;
let folder: Awaited<ReturnType<typeof mkdtempDisposable>>;
beforeAll(async () => {
  world = await testWorld();
  folder = await mkdtempDisposable(join(tmpdir(), "sluice-"));
  await mkdir(join(folder.path, "lake"));
});
afterAll(async () => {
  await folder?.remove();
  await world?.[Symbol.asyncDispose]();
});

const never = new AbortController().signal;

/** What threads have in a scratch folder. */
async function inTheMaking(scratch: string): Promise<string[]> {
  const names = await readdir(scratch, { recursive: true });
  return names.filter((name) => !/^thread-\w+$/.test(name));
}

function startEncoder(environment: Readonly<Record<string, string>> = {}, disk?: SmallDisk): EncoderProcess {
  const env = {
    PATH: process.env.PATH ?? "",
    DATABASE_URL: world.databaseUrl,
    NATS_URL: world.nats.urls.encoder,
    SLUICE_LAKE: join(folder.path, "lake"),
    SLUICE_SCRATCH: join(folder.path, "scratch"),
    SLUICE_MASTER_KEY: world.masterKey,
    SLUICE_CONNECTION_ALLOW_PRIVATE: "true",
  };
  return encoderProcess({ ...env, ...environment }, disk);
}

async function status(port: number | undefined, path: string): Promise<number> {
  return (await fetch(`http://127.0.0.1:${port}${path}`)).status;
}

const firstMs = Date.UTC(2026, 0, 1);

/** Loads events into the lake and gives the tokens of their segments, one for each event unless they may be longer. */
async function loadedTokens(count: number, { eventName = "Charged", idOf = shortId, maxRecords = 1 } = {}) {
  const path = join(folder.path, "events.jsonl");
  const lines = Array.from({ length: count }, (_, index) =>
    JSON.stringify({ type: "event", eventId: idOf(index), eventName, ts: firstMs + index }),
  );
  await writeFile(path, lines.join("\n"));
  const directory = join(folder.path, "lake");
  await loadRecords({ directory, project: world.project, inputs: [{ path, kind: "jsonl" }] });
  await using lake = await openLake({ directory });
  const window = { axis: "ts", fromMs: firstMs, toMs: firstMs + 86_400_000 } as const;
  const eventNames = [eventName];
  const query = { project: world.project, window, eventNames, capturedBeforeMs: Number.MAX_SAFE_INTEGER };
  const segments = await Array.fromAsync(lake.plan(query, { ...defaultSegmentLimits, maxRecords }));
  return segments.map(({ token }) => token);
}

const shortId = (index: number) => `id-${index}`;
/** Nothing makes it shorter. */
const longId = () => randomBytes(180).toString("base64");

test("an encoder works jobs off, says how it is, and ends by itself after SIGTERM", async () => {
  const leftOver = join(folder.path, "scratch", `sluice-encoder-${hostname()}-999999999-abcdef`);
  await mkdir(join(leftOver, "object-x"), { recursive: true });
  await using encoder = startEncoder();
  const { healthPort } = await encoder.line("ready");
  expect(await readdir(join(folder.path, "scratch"))).toEqual([expect.stringContaining(`-${encoder.process.pid}-`)]);
  expect(await status(healthPort, "/healthz")).toBe(200);
  expect(await status(healthPort, "/readyz")).toBe(200);
  expect(await hasEncoder(world.service, "json")).toBe(true);

  const { runId, job, stored } = await world.newRun({ tokens: await loadedTokens(3) });
  for (const jobIndex of [0, 1, 2]) await publishJob(world.service, job(jobIndex, 1));
  for (const jobIndex of [0, 1, 2]) {
    const outcome = await waitForOutcome(world.service, { runId, jobIndex, attempt: 1 }, never);
    expect(outcome).toMatchObject({ status: "done", records: 1, objects: 1 });
  }
  const objects = await listRunObjects(world.store, runId, { limit: 10 });
  expect(await Promise.all(objects.map(({ object }) => stored(object.key)))).toEqual(["id-0\n", "id-1\n", "id-2\n"]);
  const metrics = await (await fetch(`http://127.0.0.1:${healthPort}/metrics`)).text();
  expect(metrics).toContain('sluice_jobs_total{format="json",result="done"} 3');
  const done = await encoder.line("job done");
  expect(done).toMatchObject({ runId, attempt: 1, records: 1 });

  encoder.process.kill("SIGTERM");
  expect(await encoder.exitCode).toBe(0);
  expect(await readdir(join(folder.path, "scratch"))).toEqual([]);
  expect(JSON.stringify(encoder.lines)).not.toContain(world.masterKey);
});

test("a bucket on the operator's own network is not reached unless the operator allows it", async () => {
  await using encoder = startEncoder({ SLUICE_CONNECTION_ALLOW_PRIVATE: "" });
  await encoder.line("ready");
  const { runId, job } = await world.newRun({ tokens: await loadedTokens(1) });
  await publishJob(world.service, job(0, 1));
  const outcome = await waitForOutcome(world.service, { runId, jobIndex: 0, attempt: 1 }, never);
  expect(outcome).toMatchObject({
    status: "failed",
    error: { code: "connection.address_refused", retryable: false },
  });
});

test("a full disk for objects in the making is said, leaves nothing behind, and the job is done once there is room", async () => {
  const disk = { folder: join(folder.path, "disk"), megabytes: 16 };
  await mkdir(disk.folder);
  await using encoder = startEncoder({ SLUICE_SCRATCH: disk.folder }, disk);
  await encoder.line("ready");
  // What is on the disk shows in the process's own view of the files only.
  const onDisk = join("/proc", String(encoder.process.pid), "root", disk.folder);
  const others = join(onDisk, "others");
  await writeFile(others, Buffer.alloc(14_000_000));
  // More than an object may have in memory.
  const tokens = await loadedTokens(30_000, { eventName: "Large", idOf: longId, maxRecords: 30_000 });
  const { runId, job } = await world.newRun({ eventName: "Large", tokens });
  expect(tokens).toHaveLength(1);

  await publishJob(world.service, job(0, 1));
  const failed = await waitForOutcome(world.service, { runId, jobIndex: 0, attempt: 1 }, never);
  expect(failed).toMatchObject({ status: "failed", error: { code: "encoder.disk_full", retryable: true } });
  expect(await listRunObjects(world.store, runId, { limit: 10 })).toEqual([]);
  const [own, ...more] = (await readdir(onDisk)).filter((name) => name !== "others");
  expect(more).toEqual([]);
  expect(await inTheMaking(join(onDisk, own ?? ""))).toEqual([]);

  await rm(others);
  await publishJob(world.service, job(0, 2));
  const done = await waitForOutcome(world.service, { runId, jobIndex: 0, attempt: 2 }, never);
  expect(done).toMatchObject({ status: "done", records: 30_000, objects: 1 });
  expect(await inTheMaking(join(onDisk, own ?? ""))).toEqual([]);
});

test("it is not ready while NATS is away, and is again afterwards", async () => {
  await using encoder = startEncoder();
  const { healthPort } = await encoder.line("ready");
  world.nats.kill("SIGKILL");
  await waitUntil("it says so", async () => (await status(healthPort, "/readyz")) === 503);
  expect(await status(healthPort, "/healthz")).toBe(200);
  await world.nats.restart();
  await waitUntil("it is ready again", async () => (await status(healthPort, "/readyz")) === 200);
});

test("the job of a killed encoder is done by another one", async () => {
  const { runId, job } = await world.newRun({ tokens: await loadedTokens(1) });
  await ensureLane(world.service, job(0, 1));
  await world.service.jsm.consumers.update(jobsStream, laneConsumer(job(0, 1)), { ack_wait: 1_000_000_000 });
  const client = await world.store.pool.connect();
  try {
    // Nobody can write down that the job is done while this transaction holds its run.
    await client.query("begin");
    await client.query("select 1 from runs for update");
    await using killed = startEncoder();
    await killed.line("ready");
    await publishJob(world.service, job(0, 1));
    const waiting = "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
    const isWaiting = async () => ((await world.store.pool.query(waiting)).rowCount ?? 0) >= 1;
    await waitUntil("it is about to finish the job", isWaiting, 30_000);
    await killed[Symbol.asyncDispose]();
    await client.query("rollback");
    await using _other = startEncoder();
    const outcome = await waitForOutcome(world.service, { runId, jobIndex: 0, attempt: 1 }, never);
    expect(outcome).toMatchObject({ status: "done", records: 1, objects: 1 });
    expect(await listRunObjects(world.store, runId, { limit: 10 })).toHaveLength(1);
  } finally {
    client.release(true);
  }
});

test("what is missing in the environment is said, without the values that are there", async () => {
  await using encoder = startEncoder({ SLUICE_MASTER_KEY: "not-a-key", DATABASE_URL: "" });
  expect(await encoder.exitCode).toBe(2);
  await waitUntil("it names the variable", () => encoder.errors().includes("SLUICE_MASTER_KEY"));
  expect(encoder.errors()).not.toContain("not-a-key");
});
