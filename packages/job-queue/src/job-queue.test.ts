import { AckPolicy } from "@nats-io/jetstream";
import { type TestNats, testNats, waitUntil } from "@sluice/test-kit";
import { formatOptionsSchema, type JobMessage, type OutcomeMessage, SluiceError } from "@sluice/types";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { ensureStreams } from "./ensure-streams.ts";
import { lazyQueue } from "./lazy-queue.ts";
import { flushQueue, isQueueReady, type JobQueue, openJobQueue } from "./open-job-queue.ts";
import { publishOutcome, storedOutcome, waitForOutcome } from "./outcomes.ts";
import { answerPresence, hasEncoder } from "./presence.ts";
import { answerPreviews, requestPreview } from "./previews.ts";
import { publishJob } from "./publish-job.ts";
import { queueState } from "./queue-state.ts";
import { cancelRun, onCancel, purgeRun } from "./run-control.ts";
import { jobsStream, outcomesStream } from "./subjects.ts";

let nats: TestNats;
let service: JobQueue;
let encoder: JobQueue;
let admin: JobQueue;
const never = new AbortController().signal;

beforeAll(async () => {
  nats = await testNats();
  // Each with its own user, so that what these tests do is what the permissions allow.
  service = await openJobQueue({ url: nats.urls["workflow-service"], name: "service" });
  encoder = await openJobQueue({ url: nats.urls.encoder, name: "encoder" });
  admin = await openJobQueue({ url: nats.url, name: "admin" });
  await ensureStreams(service);
});

afterAll(async () => {
  for (const queue of [admin, encoder, service]) await queue?.[Symbol.asyncDispose]();
  await nats?.[Symbol.asyncDispose]();
});

afterEach(async () => {
  await admin.jsm.streams.purge(jobsStream);
  await admin.jsm.streams.purge(outcomesStream);
});

const runId = "1700000000-1700000000";
const job: JobMessage = { runId, projectId: "acme", connectionId: "c1", format: "csv", jobIndex: 0, attempt: 1 };
const ref = { runId, jobIndex: 0, attempt: 1 };
const done: OutcomeMessage = { ...ref, status: "done", records: 3, objects: 1, bytes: 99 };
const refused = { code: "connection.access_denied", message: "The bucket refused it.", retryable: false };
const failed: OutcomeMessage = { ...ref, status: "failed", error: refused };

async function queuedJobs(): Promise<number> {
  return (await admin.jsm.streams.info(jobsStream)).state.messages;
}

describe("previews", () => {
  const schema = { profile: [], deviceInfo: [], eventProps: [], sessionProps: [] };
  const options = formatOptionsSchema.parse({});
  const request = { projectId: "acme", token: "t", eventName: "Charged", schema, timeZone: "UTC", options };
  const asked = { ...request, format: "csv" } as const;
  const preview = { status: "shown", shown: { kind: "text", text: "a" }, records: 1, isCut: false } as const;
  const connected = () => lazyQueue({ url: nats.urls["config-api"], name: "api", inboxPrefix: "_INBOX_API" });

  test("are answered by an encoder of the format, or fail as it failed", async () => {
    await using queue = connected();
    const errors: unknown[] = [];
    await using _answered = answerPreviews(
      encoder,
      "csv",
      async ({ token }) => {
        if (token === "bad") throw new SluiceError(refused);
        return preview;
      },
      (error) => errors.push(error),
    );
    expect(await requestPreview(queue, asked)).toEqual(preview);
    await expect(requestPreview(queue, { ...asked, token: "bad" })).rejects.toMatchObject(refused);
    expect(errors).toHaveLength(1);
    const nobody = { code: "encoder.unavailable", retryable: true };
    await expect(requestPreview(queue, { ...asked, format: "xml" })).rejects.toMatchObject(nobody);
    const keys = Array.from({ length: 30_000 }, (_, index) => ({ key: `${index}-${"k".repeat(40)}`, types: [] }));
    const wide = requestPreview(queue, { ...asked, schema: { ...schema, eventProps: keys } });
    await expect(wide).rejects.toMatchObject({ code: "preview.too_large" });
  });

  test("beyond two at once are refused, and none is waited for longer than it may take", async () => {
    await using queue = connected();
    const held = Promise.withResolvers<typeof preview>();
    let atWork = 0;
    const answer = () => {
      atWork++;
      return held.promise;
    };
    await using answered = answerPreviews(encoder, "json", answer, () => undefined);
    // Before the one above, which waits for them.
    using _released = { [Symbol.dispose]: () => held.resolve(preview) };
    const late = [1, 2].map(() => requestPreview(queue, { ...request, format: "json" }));
    const refusals = Promise.allSettled(late);
    await waitUntil("both are at work", () => atWork === 2);
    const busy = { code: "encoder.busy", retryable: true };
    await expect(requestPreview(queue, { ...request, format: "json" })).rejects.toMatchObject(busy);
    for (const refusal of await refusals) {
      expect(refusal).toMatchObject({ status: "rejected", reason: { code: "preview.too_late", retryable: true } });
    }
    answered.stop();
    await flushQueue(encoder);
    const nobody = requestPreview(queue, { ...request, format: "json" });
    await expect(nobody).rejects.toMatchObject({ code: "encoder.unavailable" });
  });
});

describe("streams", () => {
  test("making them again keeps the jobs that are in them", async () => {
    await publishJob(service, { ...job, runId: "1-1" });
    await ensureStreams(service);
    expect(await queuedJobs()).toBe(1);
  });

  test("their limits are brought up to date", async () => {
    await admin.jsm.streams.update(outcomesStream, { max_bytes: 1_000_000 });
    await ensureStreams(service);
    expect((await admin.jsm.streams.info(outcomesStream)).config.max_bytes).toBe(1024 ** 3);
  });

  test("the one line for all connections that older versions had makes room for a lane for each", async () => {
    await using fresh = await testNats();
    await using own = await openJobQueue({ url: fresh.urls["workflow-service"], name: "service" });
    await using old = await openJobQueue({ url: fresh.url, name: "admin" });
    await ensureStreams(own);
    await old.jsm.consumers.add(jobsStream, {
      durable_name: "encoder-csv",
      ack_policy: AckPolicy.Explicit,
      filter_subject: "encode.jobs.csv.>",
    });
    await old.js.publish("encode.jobs.csv.1-1", "{}");
    await ensureStreams(own);
    await publishJob(own, job);
    expect((await old.jsm.streams.info(jobsStream)).state.messages).toBe(1);
    expect(await queueState(own, "csv")).toMatchObject({ waiting: 1 });
  });
});

describe("jobs", () => {
  test("publishing an attempt twice queues it once, the next attempt is another job", async () => {
    await publishJob(service, job);
    await publishJob(service, job);
    expect(await queuedJobs()).toBe(1);
    await publishJob(service, { ...job, attempt: 2 });
    expect(await queuedJobs()).toBe(2);
  });

  test("a full queue refuses a job with a code of its own and drops none", async () => {
    await publishJob(service, { ...job, runId: "2-1" });
    const { bytes } = (await admin.jsm.streams.info(jobsStream)).state;
    await admin.jsm.streams.update(jobsStream, { max_bytes: bytes + 1 });
    try {
      const error = await publishJob(service, { ...job, runId: "2-2" }).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: "queue.full", retryable: true });
      expect(await queuedJobs()).toBe(1);
    } finally {
      await ensureStreams(service);
    }
  });

  test("purging a run takes its jobs and outcomes and nobody else's", async () => {
    const other = "3-2";
    for (const run of ["3-1", other]) {
      await publishJob(service, { ...job, runId: run });
      await publishOutcome(encoder, { ...done, runId: run });
    }
    await purgeRun(service, "csv", "3-1");
    expect(await queuedJobs()).toBe(1);
    expect(await storedOutcome(service, "3-1", 0)).toBeNull();
    expect(await storedOutcome(service, other, 0)).toEqual({ ...done, runId: other });
  });
});

describe("outcomes", () => {
  test("a stored outcome is found at once", async () => {
    await publishOutcome(encoder, done);
    expect(await waitForOutcome(service, ref, never)).toEqual(done);
  });

  test("an outcome that comes later is heard of", async () => {
    const waiting = waitForOutcome(service, ref, never);
    await publishOutcome(encoder, failed);
    expect(await waiting).toEqual(failed);
  });

  test("a failure of an earlier attempt is not this attempt's", async () => {
    await publishOutcome(encoder, failed);
    const waiting = waitForOutcome(service, { ...ref, attempt: 2 }, never);
    await publishOutcome(encoder, { ...failed, error: { ...refused, code: "late" } });
    await publishOutcome(encoder, { ...done, attempt: 2 });
    expect(await waiting).toMatchObject({ status: "done", attempt: 2 });
  });

  test("a job that an earlier attempt did is done", async () => {
    await publishOutcome(encoder, done);
    expect(await waitForOutcome(service, { ...ref, attempt: 5 }, never)).toEqual(done);
  });

  test("waiting ends with the signal's reason", async () => {
    const stop = new AbortController();
    const waiting = waitForOutcome(service, ref, stop.signal);
    stop.abort(new Error("enough"));
    await expect(waiting).rejects.toThrow("enough");
    await expect(waitForOutcome(service, ref, stop.signal)).rejects.toThrow("enough");
  });

  test("what is no outcome is passed over", async () => {
    const waiting = waitForOutcome(service, ref, never);
    await admin.js.publish(`encode.outcomes.${runId}.0`, "not json");
    expect(await storedOutcome(service, runId, 0)).toBeNull();
    await publishOutcome(encoder, done);
    expect(await waiting).toEqual(done);
  });

  test("an outcome that came while NATS restarted is found", async () => {
    const waiting = waitForOutcome(service, ref, never);
    await nats.restart();
    await publishOutcome(encoder, done);
    expect(await waiting).toEqual(done);
  });
});

describe("encoders", () => {
  test("one that answers is there, and none is known at once", async () => {
    expect(await hasEncoder(service, "xml")).toBe(false);
    const stop = answerPresence(encoder, "xml");
    await encoder.connection.flush();
    expect(await hasEncoder(service, "xml")).toBe(true);
    expect(await hasEncoder(service, "json")).toBe(false);
    stop();
    await encoder.connection.flush();
    expect(await hasEncoder(service, "xml")).toBe(false);
  });

  test("all of them hear which run is called off", async () => {
    const heard: string[] = [];
    await using second = await openJobQueue({ url: nats.urls.encoder, name: "second" });
    for (const queue of [encoder, second]) {
      onCancel(queue, (run) => heard.push(run));
      await queue.connection.flush();
    }
    await cancelRun(service, runId);
    await waitUntil("both hear it", () => heard.length === 2);
    expect(heard).toEqual([runId, runId]);
  });

  test("can't queue jobs", async () => {
    await expect(publishJob(encoder, { ...job, runId: "4-1" })).rejects.toBeInstanceOf(SluiceError);
    expect(await queuedJobs()).toBe(0);
  });
});

describe("a NATS server that is away", () => {
  test("is a retryable queue.unavailable, and everything works again once it is back", async () => {
    nats.kill("SIGKILL");
    try {
      await waitUntil("the connection breaks", async () => !(await isQueueReady(service)));
      const away = { code: "queue.unavailable", retryable: true };
      await Promise.all([
        expect(publishJob(service, { ...job, runId: "5-1" })).rejects.toMatchObject(away),
        expect(storedOutcome(service, runId, 0)).rejects.toMatchObject(away),
        expect(cancelRun(service, runId)).rejects.toMatchObject(away),
        expect(openJobQueue({ url: nats.url, name: "late" })).rejects.toMatchObject(away),
      ]);
    } finally {
      await nats.restart();
    }
    await waitUntil("all are back", async () => {
      const ready = await Promise.all([service, encoder, admin].map(isQueueReady));
      return ready.every(Boolean);
    });
    await publishJob(service, { ...job, runId: "5-2" });
    expect(await queuedJobs()).toBeGreaterThan(0);
  });
});
