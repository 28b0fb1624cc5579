import { type TestNats, testNats, waitUntil } from "@sluice/test-kit";
import type { JobMessage } from "@sluice/types";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type ConsumeJobs, consumeJobs } from "./consume-jobs.ts";
import { ensureStreams } from "./ensure-streams.ts";
import { isQueueReady, type JobQueue, openJobQueue } from "./open-job-queue.ts";
import { publishJob } from "./publish-job.ts";
import { jobsAhead, laneStates } from "./queue-state.ts";
import { jobsStream } from "./subjects.ts";

let nats: TestNats;
let service: JobQueue;
let admin: JobQueue;

beforeAll(async () => {
  nats = await testNats();
  service = await openJobQueue({ url: nats.urls["workflow-service"], name: "service" });
  admin = await openJobQueue({ url: nats.url, name: "admin" });
  await ensureStreams(service);
});

afterAll(async () => {
  for (const queue of [admin, service]) await queue?.[Symbol.asyncDispose]();
  await nats?.[Symbol.asyncDispose]();
});

afterEach(async () => {
  await admin.jsm.streams.purge(jobsStream);
});

let runs = 0;
function newJob(): JobMessage {
  return {
    runId: `1700000000-${++runs}`,
    projectId: "acme",
    connectionId: "c1",
    format: "json",
    jobIndex: 0,
    attempt: 1,
  };
}

interface Worker extends AsyncDisposable {
  readonly queue: JobQueue;
  readonly taken: JobMessage[];
  readonly errors: unknown[];
  stop(): Promise<void>;
}

/** Consumes jobs over a connection of its own until it is disposed. */
async function worker(work: ConsumeJobs["work"] = async () => "finished"): Promise<Worker> {
  const queue = await openJobQueue({ url: nats.urls.encoder, name: "worker" });
  const stopping = new AbortController();
  const [taken, errors]: [JobMessage[], unknown[]] = [[], []];
  const consuming = consumeJobs(queue, {
    format: "json",
    limits: { places: 2, parked: 2 },
    signal: stopping.signal,
    onError: (error) => errors.push(error),
    work: (job, place) => {
      taken.push(job);
      return work(job, place);
    },
  });
  const stop = async (): Promise<void> => {
    stopping.abort();
    await consuming;
    await queue.connection.close();
  };
  return { queue, taken, errors, stop, [Symbol.asyncDispose]: stop };
}

async function queuedJobs(): Promise<number> {
  return (await admin.jsm.streams.info(jobsStream)).state.messages;
}

test("a finished job is off the queue", async () => {
  const job = newJob();
  await publishJob(service, job);
  await using one = await worker();
  await waitUntil("the queue is empty", async () => (await queuedJobs()) === 0);
  expect(one.taken).toEqual([job]);
});

test("other formats' jobs are left alone", async () => {
  await publishJob(service, { ...newJob(), format: "xml" });
  await publishJob(service, newJob());
  await using one = await worker();
  await waitUntil("its own job is off the queue", async () => (await queuedJobs()) === 1);
  expect(one.taken.map(({ format }) => format)).toEqual(["json"]);
});

test("no more jobs than it may are at work at once, and a job stays queued until it is finished", async () => {
  const { promise: go, resolve: letGo } = Promise.withResolvers<void>();
  let [atWork, most] = [0, 0];
  for (let count = 0; count < 5; count++) await publishJob(service, newJob());
  await using _one = await worker(async () => {
    most = Math.max(most, ++atWork);
    await go;
    atWork--;
    return "finished";
  });
  await waitUntil("two are at work", () => atWork === 2);
  expect(await queuedJobs()).toBe(5);
  letGo();
  await waitUntil("the queue is empty", async () => (await queuedJobs()) === 0);
  expect(most).toBe(2);
});

test("a job that is handed back goes to another encoder at once", async () => {
  await publishJob(service, newJob());
  await using first = await worker(async () => "handBack");
  await waitUntil("the first has had it", () => first.taken.length > 0);
  await first.stop();
  await using second = await worker();
  await waitUntil("the queue is empty", async () => (await queuedJobs()) === 0);
  expect(second.taken).toEqual(first.taken.slice(0, 1));
});

test("a job whose work throws comes back", async () => {
  await publishJob(service, newJob());
  let calls = 0;
  await using one = await worker(async () => {
    if (++calls === 1) throw new Error("no outcome could be sent");
    return "finished";
  });
  await waitUntil("the queue is empty", async () => (await queuedJobs()) === 0);
  expect(one.taken).toHaveLength(2);
  expect(one.errors).toHaveLength(1);
});

test("stopping waits for the jobs at work", async () => {
  await publishJob(service, newJob());
  const { promise: go, resolve: letGo } = Promise.withResolvers<void>();
  const one = await worker(() => go.then(() => "finished" as const));
  await waitUntil("it is at work", () => one.taken.length === 1);
  const stopped = one.stop();
  expect(await queuedJobs()).toBe(1);
  letGo();
  await stopped;
  await waitUntil("the queue is empty", async () => (await queuedJobs()) === 0);
});

test("the job of an encoder that is gone comes back by its lease", async () => {
  await admin.jsm.consumers.update(jobsStream, "encoder-json-c1", { ack_wait: 1_000_000_000 });
  try {
    const job = newJob();
    await publishJob(service, job);
    const gone = await worker(() => new Promise(() => undefined));
    await waitUntil("the first has it", () => gone.taken.length === 1);
    await gone.queue.connection.close();
    await using second = await worker();
    await waitUntil("the queue is empty", async () => (await queuedJobs()) === 0);
    expect(second.taken).toEqual([job]);
  } finally {
    await ensureStreams(service);
  }
});

test("a message that is no job is taken off, and the next one is done", async () => {
  await admin.js.publish("encode.jobs.json.YWNtZQ.c1.1-1", "{");
  await admin.js.publish("encode.jobs.json.YWNtZQ.c1.1-1", JSON.stringify({ ...newJob(), attempt: 0 }));
  const job = newJob();
  await publishJob(service, job);
  await using one = await worker();
  await waitUntil("the queue is empty", async () => (await queuedJobs()) === 0);
  expect(one.taken).toEqual([job]);
  expect(one.errors).toHaveLength(2);
});

test("an encoder that is there before the streams takes jobs once they are", async () => {
  await using fresh = await testNats();
  await using own = await openJobQueue({ url: fresh.urls["workflow-service"], name: "service" });
  await using early = await openJobQueue({ url: fresh.urls.encoder, name: "early" });
  const stopping = new AbortController();
  const { promise: taken, resolve } = Promise.withResolvers<JobMessage>();
  const { promise: failing, resolve: fail } = Promise.withResolvers<unknown>();
  const consuming = consumeJobs(early, {
    format: "json",
    limits: { places: 1, parked: 1 },
    signal: stopping.signal,
    onError: fail,
    work: async (job) => {
      resolve(job);
      return "finished";
    },
  });
  await failing;
  await ensureStreams(own);
  const job = newJob();
  await publishJob(own, job);
  expect(await taken).toEqual(job);
  stopping.abort();
  await consuming;
});

test("work goes on after NATS was killed and came back, and what was at work is finished", async () => {
  const { promise: go, resolve: letGo } = Promise.withResolvers<void>();
  const before = newJob();
  await publishJob(service, before);
  await using one = await worker(async (job) => {
    if (job.runId === before.runId) await go;
    return "finished";
  });
  await waitUntil("it is at work", () => one.taken.length === 1);
  nats.kill("SIGKILL");
  await waitUntil("the connection breaks", async () => !(await isQueueReady(one.queue)));
  await nats.restart();
  for (const queue of [service, admin, one.queue]) await waitUntil("it is back", () => isQueueReady(queue));
  const after = newJob();
  await publishJob(service, after);
  letGo();
  await waitUntil("the queue is empty", async () => (await queuedJobs()) === 0);
  expect(one.taken).toContainEqual(after);
});

test("a connection with one job does not wait for all those of another", async () => {
  for (let count = 0; count < 20; count++) await publishJob(service, { ...newJob(), connectionId: "big" });
  await publishJob(service, { ...newJob(), connectionId: "small" });
  await using one = await worker();
  await waitUntil("the queue is empty", async () => (await queuedJobs()) === 0);
  expect(one.taken.findIndex(({ connectionId }) => connectionId === "small")).toBeLessThan(3);
});

test("nor does a project wait for another's many connections", async () => {
  for (let count = 0; count < 9; count++) await publishJob(service, { ...newJob(), connectionId: `c${count}` });
  await publishJob(service, { ...newJob(), projectId: "other", connectionId: "o1" });
  await using one = await worker();
  await waitUntil("the queue is empty", async () => (await queuedJobs()) === 0);
  expect(one.taken.findIndex(({ projectId }) => projectId === "other")).toBeLessThan(3);
});

test("nine connections whose uploads stand still hold up no tenth", async () => {
  const standing = new AbortController();
  for (let count = 0; count < 9; count++) await publishJob(service, { ...newJob(), connectionId: `bad${count}` });
  await publishJob(service, { ...newJob(), connectionId: "good" });
  const finished: string[] = [];
  await using _one = await worker(async ({ connectionId }, place) => {
    if (connectionId !== "good") {
      place.park({ isStandingStill: true });
      await new Promise((resolve) => {
        for (const signal of [place.ended, standing.signal]) signal.addEventListener("abort", resolve);
      });
    }
    finished.push(connectionId);
    return "finished";
  });
  await waitUntil("the good one is done", () => finished.includes("good"));
  // Two can be parked here; the others were ended, one after the other, to make room.
  expect(await queuedJobs()).toBe(9 - finished.filter((id) => id !== "good").length);
  standing.abort();
});

const ahead = async (job: JobMessage) => jobsAhead(service, await laneStates(service), job);

test("a run knows how many jobs are before it while none of its own is with an encoder", async () => {
  const { promise: go, resolve: letGo } = Promise.withResolvers<void>();
  const [first, second, mine] = [newJob(), newJob(), { ...newJob(), connectionId: "mine" }];
  for (const job of [first, second]) await publishJob(service, job);
  await using one = await worker(() => go.then(() => "finished" as const));
  await waitUntil("two are at work", () => one.taken.length === 2);
  await publishJob(service, { ...newJob(), connectionId: "third" });
  await publishJob(service, mine);
  // Two at work, and one of another connection that has its turn before or with it.
  expect(await ahead(mine)).toBe(3);
  expect(await ahead(first)).toBeNull();
  letGo();
  await waitUntil("the queue is empty", async () => (await queuedJobs()) === 0);
  expect(await ahead(mine)).toBeNull();
});
