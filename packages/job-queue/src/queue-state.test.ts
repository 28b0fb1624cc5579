import { type TestNats, testNats, waitUntil } from "@sluice/test-kit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { consumeJobs } from "./consume-jobs.ts";
import { ensureStreams } from "./ensure-streams.ts";
import { type JobQueue, openJobQueue } from "./open-job-queue.ts";
import { publishJob } from "./publish-job.ts";
import { queueState } from "./queue-state.ts";

let nats: TestNats;
let service: JobQueue;
let encoder: JobQueue;
beforeAll(async () => {
  nats = await testNats();
  service = await openJobQueue({ url: nats.urls["workflow-service"], name: "service" });
  encoder = await openJobQueue({ url: nats.urls.encoder, name: "encoder" });
  await ensureStreams(service);
});
afterAll(async () => {
  for (const queue of [encoder, service]) await queue?.[Symbol.asyncDispose]();
  await nats?.[Symbol.asyncDispose]();
});

const job = { runId: "1-1", projectId: "acme", connectionId: "c1", format: "csv", jobIndex: 0, attempt: 1 } as const;

test("the queue of a format knows how many jobs wait, how many are at work, and since when the oldest waits", async () => {
  expect(await queueState(service, "csv")).toEqual({ waiting: 0, inProgress: 0, oldestWaitingAt: null });
  const before = Date.now();
  for (const jobIndex of [0, 1]) await publishJob(service, { ...job, jobIndex });
  const between = Date.now();
  await publishJob(service, { ...job, jobIndex: 2 });
  // Another format's job is older than none of these.
  await publishJob(service, { ...job, format: "xml" });
  const waiting = await queueState(service, "csv");
  expect(waiting).toMatchObject({ waiting: 3, inProgress: 0 });
  expect(waiting.oldestWaitingAt?.getTime()).toBeGreaterThanOrEqual(before - 1);
  expect(waiting.oldestWaitingAt?.getTime()).toBeLessThanOrEqual(between + 1);

  const stopping = new AbortController();
  const working = Promise.withResolvers<"finished">();
  const consumed = consumeJobs(encoder, {
    format: "csv",
    limits: { places: 2, parked: 2 },
    signal: stopping.signal,
    onError: () => undefined,
    work: () => working.promise,
  });
  const busy = await waitUntil("two jobs are at work", async () => {
    const state = await queueState(service, "csv");
    return state.inProgress === 2 ? state : undefined;
  });
  expect(busy.waiting).toBe(1);
  expect(busy.oldestWaitingAt?.getTime()).toBeGreaterThanOrEqual(between - 1);
  stopping.abort();
  working.resolve("finished");
  await consumed;
});

test("it is not known while NATS is away", async () => {
  nats.kill("SIGKILL");
  await expect(queueState(service, "csv")).rejects.toMatchObject({ code: "queue.unavailable" });
  await nats.restart();
});
