import { mkdtempDisposable, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  getRun,
  listRunObjects,
  loadEncodeJob,
  markRunRunning,
  reopenRun,
  stopRun,
  updateConnection,
} from "@sluice/config-store";
import { defaultObjectLimits } from "@sluice/encoding";
import { cancelRun, onCancel, storedOutcome } from "@sluice/job-queue";
import { serviceLog } from "@sluice/service";
import { waitUntil } from "@sluice/test-kit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { linesEncoder } from "../test-support/lines-encoder.ts";
import { type TestSource, tokenSource } from "../test-support/token-source.ts";
import { testWorld, type World } from "../test-support/world.ts";
import { encodingHere } from "./encode-segments.ts";
import { encoderMetrics } from "./encoder-metrics.ts";
import { type JobsAtWork, jobsAtWork } from "./jobs-at-work.ts";
import { type WorkOffJob, workOffJob } from "./work-off-job.ts";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world?.[Symbol.asyncDispose]());

interface TestWorker {
  readonly source: TestSource;
  readonly atWork: JobsAtWork;
  readonly options: WorkOffJob;
}

function worker(scratch = tmpdir(), source = tokenSource()): TestWorker {
  const atWork = jobsAtWork();
  const { store, encoder: queue, masterKeys } = world;
  const shared = { atWork, store, queue, masterKeys };
  return {
    source,
    atWork,
    options: {
      ...shared,
      encoder: linesEncoder,
      encodeSegments: encodingHere({
        encoder: linesEncoder,
        source,
        scratch,
        limits: defaultObjectLimits,
        gzipLevel: 6,
      }),
      metrics: encoderMetrics("json"),
      log: serviceLog("test", "silent"),
      roles: { stsEndpoint: null, accessKey: null },
      allowPrivateConnections: true,
      place: {
        park: () => undefined,
        uploaded: () => undefined,
        resume: () => Promise.resolve(),
        ended: new AbortController().signal,
      },
    },
  };
}

test("a job's records are in the bucket, written down and reported", async () => {
  const { options } = worker();
  const { runId, job, stored } = await world.newRun({ tokens: ["a", "b"] });
  expect(await workOffJob(options, job(1, 1))).toBe("finished");
  const [row, ...others] = await listRunObjects(world.store, runId, { limit: 10 });
  expect(others).toEqual([]);
  expect(row?.object).toMatchObject({ eventName: "Charged", databaseId: 0, fileIndex: 1, records: 1 });
  expect(row?.object.key).toMatch(/^in\/\d+-\d+-Charged-\d{8}-1-0\.json\.gz$/);
  expect(await stored(row?.object.key ?? "")).toBe("b\n");
  const { bytes } = row?.object ?? {};
  const done = { runId, jobIndex: 1, attempt: 1, status: "done", records: 1, objects: 1, bytes };
  expect(await storedOutcome(world.service, runId, 1)).toEqual(done);
  const text = await options.metrics.text();
  expect(text).toContain('sluice_encoded_records_total{format="json"} 1\n');
  expect(text).toContain('sluice_stored_objects_total{format="json"} 1\n');
  expect(text).toContain(`sluice_stored_bytes_total{format="json"} ${bytes}\n`);
  expect(text).toContain('sluice_jobs_total{format="json",result="done"} 1\n');
});

test.each(['Charged\u0000\n"', "é".repeat(1_000), "\u{1F9E1}".repeat(500)])(
  "event names of every kind keep their letters (%#)",
  async (eventName) => {
    const { runId, job } = await world.newRun({ eventName, tokens: ["a"] });
    await workOffJob(worker().options, job(0, 1));
    const [row] = await listRunObjects(world.store, runId, { limit: 10 });
    expect(row?.object.eventName).toBe(eventName);
  },
);

test("a job that is done already is reported again, without work", async () => {
  const { source, options } = worker();
  const { runId, job } = await world.newRun({ tokens: ["a"] });
  await workOffJob(options, job(0, 1));
  await workOffJob(options, job(0, 2));
  expect(source.reads).toBe(1);
  expect(await storedOutcome(world.service, runId, 0)).toMatchObject({ status: "done", attempt: 2, records: 1 });
});

test("the job of a run that has ended is dropped, without work or outcome", async () => {
  const { source, options } = worker();
  const { runId, job } = await world.newRun({ tokens: ["a"] });
  await stopRun(world.store, runId);
  expect(await workOffJob(options, job(0, 1))).toBe("finished");
  expect(source.reads).toBe(0);
  expect(await storedOutcome(world.service, runId, 0)).toBeNull();
});

test("a job whose run went to another bucket meanwhile is dropped, without outcome, and open there", async () => {
  const { runId, job } = await world.newRun({ tokens: ["a"] });
  const { connectionId } = await getRun(world.store, runId);
  const { target } = await world.s3.customerBucket();
  const moving: TestSource = {
    ...tokenSource(),
    async *read(segment, signal) {
      yield* tokenSource().read(segment, signal);
      await stopRun(world.store, runId);
      await updateConnection(world.store, world.masterKeys, world.project, connectionId, { target });
      await markRunRunning(world.store, runId, await reopenRun(world.store, runId));
    },
  };
  expect(await workOffJob(worker(tmpdir(), moving).options, job(0, 1))).toBe("finished");
  expect(await storedOutcome(world.service, runId, 0)).toBeNull();
  expect(await listRunObjects(world.store, runId, { limit: 10 })).toEqual([]);
  expect(await loadEncodeJob(world.store, world.masterKeys, runId, 0)).toMatchObject({
    state: "open",
    job: { target },
  });
});

test("a refusing bucket is a failed outcome in plain words", async () => {
  const { options } = worker();
  const { runId, job } = await world.newRun({
    tokens: ["a"],
    credentials: { accessKeyId: "AKIANOBODY07Q", secretAccessKey: "a-secret-nobody-sees" },
  });
  expect(await workOffJob(options, job(0, 1))).toBe("finished");
  const outcome = await storedOutcome(world.service, runId, 0);
  expect(outcome).toMatchObject({
    status: "failed",
    attempt: 1,
    error: { code: "connection.bad_credentials", retryable: false },
  });
  expect(JSON.stringify(outcome)).not.toContain("a-secret");
  expect(await options.metrics.text()).toContain('sluice_jobs_total{format="json",result="failed"} 1\n');
});

test("an error nobody foresaw is a failed outcome without its words", async () => {
  const { runId, job } = await world.newRun({ tokens: ["broken"] });
  await workOffJob(worker().options, job(0, 1));
  const outcome = await storedOutcome(world.service, runId, 0);
  expect(outcome).toMatchObject({ status: "failed", error: { code: "internal", retryable: true } });
  expect(JSON.stringify(outcome)).not.toContain("raw words");
});

test("what failed once can be done by the next attempt", async () => {
  const { options } = worker();
  const { runId, job } = await world.newRun({ tokens: ["flaky"] });
  await workOffJob(options, job(0, 1));
  expect(await storedOutcome(world.service, runId, 0)).toMatchObject({ status: "failed", attempt: 1 });
  await workOffJob(options, job(0, 2));
  expect(await storedOutcome(world.service, runId, 0)).toMatchObject({ status: "done", attempt: 2, records: 1 });
});

test("a run that is called off drops its jobs at work at once, and nobody else's", async () => {
  const { source, atWork, options } = worker();
  onCancel(world.encoder, (runId) => atWork.callOff(runId));
  const [stopped, other] = [await world.newRun({ tokens: ["hold"] }), await world.newRun({ tokens: ["hold"] })];
  const first = workOffJob(options, stopped.job(0, 1));
  const second = workOffJob(options, other.job(0, 1));
  await waitUntil("both are being read", () => source.reads === 2);
  await stopRun(world.store, stopped.runId);
  await cancelRun(world.service, stopped.runId);
  expect(await first).toBe("finished");
  expect(await storedOutcome(world.service, stopped.runId, 0)).toBeNull();
  atWork.interrupt();
  expect(await second).toBe("handBack");
});

test("a job whose run was stopped unheard is dropped all the same", async () => {
  const { source, options } = worker();
  const { runId, job } = await world.newRun({ tokens: ["hold"] });
  const working = workOffJob(options, job(0, 1));
  await waitUntil("it is being read", () => source.reads === 1);
  await stopRun(world.store, runId);
  expect(await working).toBe("finished");
});

test("a job that is called off while its run goes on is handed back", async () => {
  const { source, atWork, options } = worker();
  const { runId, job } = await world.newRun({ tokens: ["hold"] });
  const working = workOffJob(options, job(0, 1));
  await waitUntil("it is being read", () => source.reads === 1);
  atWork.callOff(runId);
  expect(await working).toBe("handBack");
});

test("an interrupted job leaves neither an object nor a file", async () => {
  await using scratch = await mkdtempDisposable(join(tmpdir(), "sluice-"));
  const { source, atWork, options } = worker(scratch.path);
  const { runId, job } = await world.newRun({ tokens: ["hold"] });
  const working = workOffJob(options, job(0, 1));
  await waitUntil("it is being read", () => source.reads === 1);
  atWork.interrupt();
  expect(await working).toBe("handBack");
  expect(await listRunObjects(world.store, runId, { limit: 10 })).toEqual([]);
  expect(await readdir(scratch.path)).toEqual([]);
});
