import { randomBytes } from "node:crypto";
import { mkdtempDisposable, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Failure, toFailure } from "@sluice/types";
import { describe, expect, test } from "vitest";
import {
  type Answer,
  drip,
  faultyS3,
  hang,
  neverAnswer,
  ok,
  refuse,
  slowly,
  withoutContinue,
} from "../../test-support/faulty-s3.ts";
import { openLocal } from "../../test-support/open-local.ts";
import { bodyOf, type NewObject, putObject } from "../put-object.ts";
import { testConnection } from "../test-connection.ts";
import type { TransferLimits } from "./transfer-limits.ts";

const credentials = { accessKeyId: "AKIAEXAMPLEKEY07Q", secretAccessKey: "a-secret-nobody-sees" };
const { signal } = new AbortController();
/** More than all buffers between here and there take. */
const big = randomBytes(20_000_000);
const small = randomBytes(1_000);

/** The same as in use, at a hundredth of the time. */
const limits: TransferLimits = {
  connectMs: 5_000,
  continueMs: 50,
  idleMs: 400,
  sendMs: 60_000,
  minSentBytesPerSecond: 8 * 1024,
  answerMs: 400,
  minForwardedBytesPerSecond: 100_000_000,
};

function objectOf(body: Buffer): NewObject {
  return { key: "in/1", contentType: "application/gzip", ...bodyOf(body) };
}

async function failureFrom(answer: Answer, body: Buffer, change: Partial<TransferLimits> = {}) {
  await using server = await faultyS3(answer);
  using store = openLocal(server.target, credentials, { limits: { ...limits, ...change } });
  const failure: Failure | null = await putObject(store, objectOf(body), { signal }).then(() => null, toFailure);
  return { failure, requests: server.requests.length };
}

describe("a slow line", () => {
  test("is no dead one: an object arrives that takes ten times the idle limit, and tells how far it is", async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), "sluice-"));
    const path = join(folder.path, "body");
    await writeFile(path, big);
    await using server = await faultyS3(slowly(200_000, 40, ok));
    // What the system's buffers hold of it is out, and yet not there.
    const patient = { ...limits, minForwardedBytesPerSecond: 2_000_000 };
    using store = openLocal(server.target, credentials, { limits: patient });
    const sent: number[] = [];
    const startedAt = performance.now();
    await putObject(
      store,
      { ...objectOf(big), body: { path, byteLength: big.byteLength } },
      { signal, onBytesSent: (sentBytes) => sent.push(sentBytes) },
    );
    expect(performance.now() - startedAt).toBeGreaterThan(9 * limits.idleMs);
    expect(server.requests).toHaveLength(1);
    expect(sent.length).toBeGreaterThan(3);
    expect(sent).toEqual(sent.toSorted((a, b) => a - b));
    expect(sent.at(-1)).toBe(big.byteLength);
  });

  test("that is slower than any line is given up in the end", async () => {
    const { failure } = await failureFrom(slowly(200_000, 40, ok), big, {
      sendMs: 1,
      minSentBytesPerSecond: 20_000_000,
    });
    expect(failure).toMatchObject({ code: "connection.stalled", retryable: true });
    expect(failure?.message).toMatch(/ took no more than \d+\.\d of 20\.0 MB in [\d.]+ s\./);
  });
});

describe("a store that stands still", () => {
  test("while it is sent to is given up once, and it is said how far it came", async () => {
    const { failure, requests } = await failureFrom(hang, big);
    expect(failure).toMatchObject({ code: "connection.stalled", retryable: true });
    expect(failure?.message).toMatch(/ took \d+\.\d of 20\.0 MB, and nothing more in 0\.\d+ s\./);
    expect(requests).toBe(1);
  });

  test.each<[string, Answer]>([
    ["without an answer", neverAnswer],
    ["with an answer that never ends", drip(20)],
  ])("after the last byte, %s, is given up once", async (_what, answer) => {
    const { failure, requests } = await failureFrom(answer, small);
    expect(failure).toMatchObject({ code: "connection.stalled", retryable: true });
    expect(failure?.message).toMatch(/ took all 1\.0 kB, but gave no whole answer in 0\.\d+ s\./);
    expect(requests).toBe(1);
  });

  test("is found by the test of its connection too", async () => {
    await using server = await faultyS3(neverAnswer);
    using store = openLocal(server.target, credentials, { limits });
    const checks = await testConnection(store);
    expect(checks).toMatchObject([
      { action: "ListBucket", failure: { code: "connection.stalled" } },
      { action: "PutObject", failure: { code: "connection.stalled" } },
    ]);
  });
});

describe("a large object", () => {
  test("asks whether it may come, so that a refusal is heard before it is sent", async () => {
    const early: Answer = {
      atOnce: (response, request) => {
        refuse(403, "AccessDenied", "", { connection: "close" })(response, request);
        response.once("close", () => request.socket.resetAndDestroy());
      },
    };
    const { failure } = await failureFrom(early, big);
    expect(failure).toMatchObject({ code: "connection.access_denied", retryable: false });
  });

  test("comes where nobody knows what it asks, which is then not asked again", async () => {
    await using server = await faultyS3(withoutContinue);
    using store = openLocal(server.target, credentials, { limits });
    await putObject(store, objectOf(big), { signal });
    await putObject(store, objectOf(big), { signal });
    expect(server.requests.map(({ headers }) => headers.expect)).toEqual(["100-continue", undefined]);
  });

  test("comes where what it asks is refused", async () => {
    const refused: Answer = { atOnce: (response) => response.writeHead(417, { connection: "close" }).end() };
    await using server = await faultyS3(refused, ok);
    using store = openLocal(server.target, credentials, { limits });
    await putObject(store, objectOf(big), { signal });
    expect(server.requests.map(({ headers, body }) => [headers.expect, body.byteLength])).toEqual([
      ["100-continue", 0],
      [undefined, big.byteLength],
    ]);
  });
});
