import { hash } from "node:crypto";
import { mkdtempDisposable, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GetObjectCommand, HeadObjectCommand } from "@aws-sdk/client-s3";
import { type TestS3, testS3 } from "@sluice/test-kit";
import { type ConnectionTarget, SluiceError } from "@sluice/types";
import type { HttpRequest } from "@smithy/core/protocols";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answer, bare, type FaultyS3, faultyS3, ok, refuse, reset } from "../test-support/faulty-s3.ts";
import { openLocal } from "../test-support/open-local.ts";
import { objectStoreError } from "./object-store-error.ts";
import { bodyOf, type NewObject, putObject } from "./put-object.ts";

const never = { signal: new AbortController().signal };
const credentials = { accessKeyId: "AKIAEXAMPLEKEY07Q", secretAccessKey: "a-secret-nobody-sees" };

function objectOf(body: Buffer, key = "in/1-1_a_1.json.gz"): NewObject {
  return { key, contentType: "application/gzip", ...bodyOf(body) };
}

async function fileOf(folder: string, body: Buffer): Promise<NewObject> {
  const path = join(folder, "body");
  await writeFile(path, body);
  return { ...objectOf(body), body: { path, byteLength: body.byteLength } };
}

const nowhere: ConnectionTarget = {
  bucket: "acme",
  region: "eu-west-1",
  prefix: "",
  endpoint: "http://nowhere.invalid",
  pathStyle: false,
  encryption: { type: "none" },
};
const quickly = { pausesMs: [1, 1, 1] };

/** Longer than every buffer on the way. */
const bigBody = Buffer.alloc(20_000_000, "0123456789abcdef-");

async function failureOf(put: Promise<void>): Promise<SluiceError> {
  const error = await put.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof SluiceError) return error;
  throw new Error("it did not fail as it should", { cause: error });
}

describe("a bucket whose owner granted the two statements", () => {
  let s3: TestS3;
  beforeAll(async () => {
    s3 = await testS3();
  });
  afterAll(() => s3?.[Symbol.asyncDispose]());

  test("takes an object from memory, with its type and no content encoding", async () => {
    const { target, credentials } = await s3.customerBucket("in/");
    using store = openLocal(target, credentials);
    const body = Buffer.from("some bytes");
    await putObject(store, objectOf(body), never);
    const place = { Bucket: target.bucket, Key: "in/1-1_a_1.json.gz" };
    const stored = await s3.root.send(new GetObjectCommand(place));
    expect(Buffer.from((await stored.Body?.transformToByteArray()) ?? [])).toEqual(body);
    expect(stored.ContentType).toBe("application/gzip");
    expect(stored.ContentEncoding).toBeUndefined();
  });

  test("takes an object from a file, and another one in its place", async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), "sluice-"));
    const { target, credentials } = await s3.customerBucket("in/");
    using store = openLocal(target, credentials);
    await putObject(store, objectOf(Buffer.from("first")), never);
    await putObject(store, await fileOf(folder.path, bigBody), never);
    expect(bigBody.equals(await readFile(join(s3.folder, target.bucket, "in/1-1_a_1.json.gz")))).toBe(true);
  });

  test("refuses bytes that are not those that were signed, and nothing is there", async () => {
    const { target, credentials } = await s3.customerBucket();
    using store = openLocal(target, credentials);
    const wrong = { ...objectOf(Buffer.from("some bytes")), sha256: hash("sha256", "other bytes") };
    expect(await failureOf(putObject(store, wrong, never))).toMatchObject({ retryable: true });
    const head = new HeadObjectCommand({ Bucket: target.bucket, Key: wrong.key });
    await expect(s3.root.send(head)).rejects.toMatchObject({ name: "NotFound" });
  });

  test("says no to keys outside the granted prefix, in words that say what to do", async () => {
    const { target, credentials } = await s3.customerBucket("in/");
    using store = openLocal(target, credentials);
    const failure = await failureOf(putObject(store, objectOf(Buffer.from("x"), "elsewhere/a"), never));
    expect(failure).toMatchObject({ code: "connection.access_denied", retryable: false });
    const masked = `${credentials.accessKeyId.slice(0, 4)}…${credentials.accessKeyId.slice(-2)}`;
    expect(failure.message).toBe(
      `The bucket ${target.bucket} refused PutObject for access key ${masked}. Attach the policy shown under Connections > Policy to that key's user, then press Retry.`,
    );
  });

  test("knows a wrong secret, an unknown key and a missing bucket apart", async () => {
    const { target, credentials } = await s3.customerBucket();
    const put = async (change: Partial<typeof target>, changed: Partial<typeof credentials>) => {
      using store = openLocal({ ...target, ...change }, { ...credentials, ...changed });
      return (await failureOf(putObject(store, objectOf(Buffer.from("x")), never))).code;
    };
    expect(await put({}, { secretAccessKey: "wrong" })).toBe("connection.bad_credentials");
    expect(await put({}, { accessKeyId: "AKIANOBODY" })).toBe("connection.bad_credentials");
    expect(await put({ bucket: "nowhere-to-be-found" }, {})).toBe("connection.bucket_not_found");
    expect(await put({ region: "us-west-2" }, {})).toBe("connection.wrong_region");
  });
});

describe("troubles that pass", () => {
  test.each<[string, Answer]>([
    ["throttling", refuse(503, "SlowDown")],
    ["an internal error", refuse(500, "InternalError")],
    ["a status without words", bare(503)],
    ["a broken connection", reset],
  ])("%s: the file is sent again, whole", async (_name, trouble) => {
    await using folder = await mkdtempDisposable(join(tmpdir(), "sluice-"));
    await using server = await faultyS3(trouble, ok);
    using store = openLocal(server.target, credentials, quickly);
    await putObject(store, await fileOf(folder.path, bigBody), never);
    expect(server.requests).toHaveLength(2);
    for (const { body } of server.requests) expect(bigBody.equals(body)).toBe(true);
  });

  test("an upload is one request with its length and the sums of its bytes, not chunked", async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), "sluice-"));
    await using server = await faultyS3(ok);
    using store = openLocal(server.target, credentials, quickly);
    await putObject(store, await fileOf(folder.path, bigBody), never);
    const [{ method, headers } = { method: "", headers: {} }] = server.requests;
    expect(method).toBe("PUT");
    expect(headers).toMatchObject({
      "content-length": String(bigBody.byteLength),
      "content-md5": hash("md5", bigBody, "base64"),
      "x-amz-content-sha256": hash("sha256", bigBody),
      "content-type": "application/gzip",
    });
    expect(headers.authorization).toMatch(/SignedHeaders=[^,]*content-md5;[^,]*x-amz-content-sha256;/);
    expect(headers).not.toHaveProperty("content-encoding");
    expect(headers).not.toHaveProperty("transfer-encoding");
  });

  test("AWS gets its own checksum of the bytes, and no MD5", async () => {
    const sent: HttpRequest[] = [];
    using store = openLocal({ ...nowhere, endpoint: null }, credentials, quickly);
    const requests: typeof store.requests = {
      ...store.requests,
      async handle(request) {
        sent.push(request);
        throw Object.assign(new Error("nothing is sent"), { code: "ENOTFOUND" });
      },
    };
    const unsent = { ...store, requests, [Symbol.dispose]: () => undefined };
    await failureOf(putObject(unsent, objectOf(Buffer.from("some bytes")), never));
    const crc32 = { "x-amz-checksum-crc32": "n1l/VQ==" };
    expect(sent).toMatchObject([{ hostname: "acme.s3.eu-west-1.amazonaws.com", headers: crc32 }]);
    expect(sent[0]?.headers).not.toHaveProperty("content-md5");
  });

  test("a clock that is wrong by an hour is put right by the server's answer", async () => {
    const late = new Date(Date.now() + 3_600_000).toUTCString();
    const skewed = refuse(403, "RequestTimeTooSkewed", "", { date: late });
    await using server = await faultyS3(skewed, ok);
    using store = openLocal(server.target, credentials, quickly);
    await putObject(store, objectOf(Buffer.from("x")), never);
    const [first, second] = server.requests.map(({ headers }) => String(headers["x-amz-date"]));
    expect(first).not.toBe(second);
  });

  test("after some attempts the caller decides, and knows that a retry can help", async () => {
    await using server = await faultyS3(refuse(503, "SlowDown"));
    using store = openLocal(server.target, credentials, quickly);
    const failure = await failureOf(putObject(store, objectOf(Buffer.from("x")), never));
    expect(failure).toMatchObject({ code: "connection.throttled", retryable: true });
    expect(server.requests).toHaveLength(4);
  });

  test("an abort ends it at once, with the signal's reason", async () => {
    const stop = new AbortController();
    await using server = await faultyS3(() => stop.abort(new Error("called off")));
    using store = openLocal(server.target, credentials, quickly);
    await expect(putObject(store, objectOf(Buffer.from("x")), { signal: stop.signal })).rejects.toThrow("called off");
    expect(server.requests).toHaveLength(1);
  });

  test("an abort between two attempts ends it too", async () => {
    const stop = new AbortController();
    await using server = await faultyS3((response, request) => {
      refuse(503, "SlowDown")(response, request);
      setImmediate(() => stop.abort(new Error("called off")));
    });
    using store = openLocal(server.target, credentials);
    await expect(putObject(store, objectOf(Buffer.from("x")), { signal: stop.signal })).rejects.toThrow("called off");
  });
});

describe("troubles that stay", () => {
  async function failureFrom(answer: Answer): Promise<{ failure: SluiceError; server: FaultyS3 }> {
    await using server = await faultyS3(answer);
    using store = openLocal(server.target, credentials, quickly);
    return { failure: await failureOf(putObject(store, objectOf(Buffer.from("x")), never)), server };
  }

  test.each<[string, Answer]>([
    ["connection.access_denied", refuse(403, "AccessDenied")],
    ["connection.access_denied", bare(403)],
    ["connection.bad_credentials", refuse(403, "SignatureDoesNotMatch")],
    ["connection.bad_credentials", refuse(403, "InvalidAccessKeyId")],
    ["connection.bucket_not_found", refuse(404, "NoSuchBucket")],
    ["connection.bad_bucket_name", refuse(400, "InvalidBucketName")],
    ["connection.object_too_large", refuse(400, "EntityTooLarge")],
    ["connection.key_too_long", refuse(400, "KeyTooLongError")],
    ["connection.quota_exceeded", refuse(403, "QuotaExceeded")],
    ["connection.kms_denied", refuse(403, "KMS.AccessDeniedException")],
    ["connection.wrong_region", refuse(301, "PermanentRedirect")],
  ])("are told apart by their code and not tried again (%s, %#)", async (code, answer) => {
    const { failure, server } = await failureFrom(answer);
    expect(failure).toMatchObject({ code, retryable: false });
    expect(server.requests).toHaveLength(1);
  });

  test("the right region is named when the store tells it, in the error or beside it", async () => {
    const inBody = refuse(400, "AuthorizationHeaderMalformed", "<Region>us-west-2</Region>");
    const inHeader = refuse(301, "PermanentRedirect", "", { "x-amz-bucket-region": "us-west-2" });
    for (const answer of [inBody, inHeader]) {
      const { failure } = await failureFrom(answer);
      expect(failure.message).toContain("The bucket acme is in us-west-2, not in eu-west-1.");
    }
  });

  test("an error nobody knows may be tried again, and none of its words reach the user", async () => {
    const { failure } = await failureFrom(refuse(418, "Teapot"));
    expect(failure).toMatchObject({ code: "connection.unexpected", retryable: true });
    expect(failure.message).not.toContain("raw words");
  });

  test("no message holds a secret or a whole access key", async () => {
    const { failure } = await failureFrom(refuse(403, "SignatureDoesNotMatch"));
    expect(failure.message).toContain("AKIA…7Q");
    expect(failure.message).not.toContain(credentials.accessKeyId);
    expect(JSON.stringify(failure)).not.toContain(credentials.secretAccessKey);
  });

  test("a server that isn't there may come back", async () => {
    const server = await faultyS3(ok);
    await server[Symbol.asyncDispose]();
    using store = openLocal(server.target, credentials, quickly);
    const failure = await failureOf(putObject(store, objectOf(Buffer.from("x")), never));
    expect(failure).toMatchObject({ code: "connection.unreachable", retryable: true });
  });

  test.each([
    ["ENOTFOUND", "connection.unknown_host", false],
    ["EAI_AGAIN", "connection.unreachable", true],
    ["ECONNRESET", "connection.unreachable", true],
  ])("the network's %s is %s", (code, expected, retryable) => {
    const cause = Object.assign(new Error("raw words"), { code });
    using store = openLocal(nowhere, credentials);
    for (const error of [cause, new Error("outer", { cause }), new AggregateError([cause])]) {
      const failure = objectStoreError(store, "PutObject", error);
      expect(failure).toMatchObject({ code: expected, retryable });
      expect(failure.message).toContain("http://nowhere.invalid");
    }
  });

  test("an HTTPS address where only HTTP is spoken is no reason to try again", async () => {
    await using server = await faultyS3(ok);
    const endpoint = server.target.endpoint?.replace("http:", "https:") ?? null;
    using store = openLocal({ ...server.target, endpoint }, credentials, quickly);
    const failure = await failureOf(putObject(store, objectOf(Buffer.from("x")), never));
    expect(failure).toMatchObject({ code: "connection.tls_failed", retryable: false });
  });
});
