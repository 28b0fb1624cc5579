import { createServer } from "node:net";
import { toFailure } from "@sluice/types";
import { describe, expect, test } from "vitest";
import {
  type Answer,
  bare,
  faultyS3,
  html,
  noChecksumHeaders,
  ok,
  refuse,
  reset,
} from "../../test-support/faulty-s3.ts";
import { openLocal } from "../../test-support/open-local.ts";
import { bodyOf, putObject } from "../put-object.ts";
import { testConnection } from "../test-connection.ts";

const credentials = { accessKeyId: "AKIAEXAMPLEKEY07Q", secretAccessKey: "a-secret-nobody-sees" };
const { signal } = new AbortController();
const object = { key: "in/1", contentType: "text/plain", ...bodyOf(Buffer.from("some bytes")) };

async function failureFrom(...answers: readonly [Answer, ...Answer[]]) {
  await using server = await faultyS3(...answers);
  using store = openLocal(server.target, credentials, { pausesMs: [1, 1, 1] });
  const failure = await putObject(store, object, { signal }).then(() => null, toFailure);
  return { failure, requests: server.requests.length };
}

const says =
  (status: number, headers: Record<string, string>, body = ""): Answer =>
  (response) =>
    response.writeHead(status, headers).end(body);

describe("an object is stored", () => {
  test.each<[string, Answer]>([
    ["an entity tag", ok],
    ["one that is no MD5", says(200, { etag: '"0x8DCF-of-another-maker"' })],
    ["one without quotation marks", says(200, { etag: "900150983cd24fb0d6963f7d28e17f72" })],
    ["one that a proxy weakened", says(200, { etag: 'W/"900150983cd24fb0d6963f7d28e17f72"' })],
    ["the checksum in its place", says(200, { "x-amz-checksum-crc32": "n1l/VQ==" })],
    ["a type for its empty answer", says(200, { etag: '"0"', "content-type": "text/html; charset=UTF-8" })],
  ])("when the answer is 200 with %s", async (_what, answer) => {
    expect(await failureFrom(answer)).toEqual({ failure: null, requests: 1 });
  });

  test("in a store that refuses the checksums of AWS", async () => {
    expect(await failureFrom(noChecksumHeaders)).toEqual({ failure: null, requests: 1 });
  });
});

describe("what answers is no S3, for good,", () => {
  const page = "<!doctype html><p>raw words of the page</p>";
  const weak = { etag: 'W/"2c-GxVbT9"', "content-type": "application/json" };

  test.each<[string, Answer]>([
    ["HTTP 200, text/html", html(200)],
    ["HTTP 200, text/html", html(200, { etag: '"a-file-of-a-web-server"' })],
    ["HTTP 200, application/json", says(200, weak, '{"raw":"words"}')],
    ["HTTP 200, application/json", says(200, weak)],
    ["HTTP 200, without a content type", bare(200)],
    ["HTTP 200, without a content type", says(200, { etag: '""' })],
    ["HTTP 201, without a content type", says(201, { etag: '"0"' })],
    ["HTTP 204, without a content type", bare(204)],
    ["HTTP 204, without a content type", says(204, { etag: '"0"' })],
    ["HTTP 302, text/html", html(302, { location: "http://127.0.0.1:1/login" })],
    ["HTTP 302, without a content type", says(302, { location: "http://127.0.0.1:1/login" })],
    ["HTTP 301, text/html", html(301)],
    ["HTTP 307, without a content type", bare(307)],
    ["HTTP 400, text/html", html(400)],
    ["HTTP 400, without a content type", bare(400)],
    ["HTTP 400, text/plain", says(400, { "content-type": "text/plain" }, "raw words: HTTP to an HTTPS port")],
    ["HTTP 401, text/html", html(401)],
    ["HTTP 402, text/html", html(402)],
    ["HTTP 403, text/html", html(403)],
    ["HTTP 404, text/html", html(404)],
    ["HTTP 405, text/html", html(405)],
    ["HTTP 405, application/xml", says(405, { "content-type": "application/xml" }, "<error>raw words</error>")],
    ["HTTP 501, text/html", html(501)],
    ["HTTP 200, without a content type", says(200, { "content-type": `raw words/${"x".repeat(99)}` }, page)],
    ["HTTP 200, without a content type", says(200, { "content-type": "text/html<script>raw words" }, page)],
  ])("when it says %s (%#)", async (words, answer) => {
    const { failure, requests } = await failureFrom(answer);
    expect(failure).toMatchObject({ code: "connection.not_s3", retryable: false });
    expect(failure?.message).toContain(`to PutObject came ${words}. Check the endpoint and its port;`);
    expect(failure?.message).not.toContain("raw words");
    expect(requests).toBe(1);
  });

  test("when its answer has no end", async () => {
    const endless: Answer = (response) => {
      response.writeHead(200, { "content-type": "text/html", etag: '"0"' });
      const more = () => void (response.writable && response.write("x".repeat(65_536), () => setImmediate(more)));
      more();
    };
    expect((await failureFrom(endless)).failure).toMatchObject({ code: "connection.not_s3" });
  });

  test("when it says so before it has the object", async () => {
    await using server = await faultyS3({ atOnce: ok });
    using store = openLocal(server.target, credentials);
    const big = { ...object, ...bodyOf(Buffer.alloc(20_000_000)) };
    const failure = await putObject(store, big, { signal }).then(() => null, toFailure);
    expect(failure).toMatchObject({ code: "connection.not_s3" });
  });

  test("when it speaks no HTTP", async () => {
    const server = createServer((socket) => socket.on("error", () => {}).end("SSH-2.0-OpenSSH_9.9\r\n"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("the server has no port");
    await using other = await faultyS3(ok);
    using store = openLocal({ ...other.target, endpoint: `http://127.0.0.1:${address.port}` }, credentials);
    const failure = await putObject(store, object, { signal }).then(() => null, toFailure);
    server.close();
    expect(failure).toMatchObject({ code: "connection.not_s3", retryable: false });
    expect(failure?.message).toContain("to PutObject came something that is no HTTP.");
  });

  test.each<[string, Answer]>([
    ["a page", html(200)],
    ["a redirect", html(302)],
    ["XML of another kind", says(200, { "content-type": "application/xml" }, "<?xml version='1.0'?><Feed/>")],
  ])("also to the test of a connection, when it answers with %s", async (_what, answer) => {
    await using server = await faultyS3(answer);
    using store = openLocal(server.target, credentials);
    expect(await testConnection(store)).toMatchObject([
      { action: "ListBucket", failure: { code: "connection.not_s3" } },
      { action: "PutObject", failure: { code: "connection.not_s3" } },
    ]);
  });
});

describe("a store that is there and fails", () => {
  test.each<[string, number, Answer]>([
    ["connection.store_failed", 502, html(502)],
    ["connection.throttled", 503, html(503)],
    ["connection.throttled", 429, html(429)],
    ["connection.store_failed", 408, html(408)],
    ["connection.store_failed", 500, bare(500)],
    ["connection.store_failed", 500, refuse(500, "InternalError")],
    ["connection.unreachable", 0, reset],
    ["connection.throttled", 200, refuse(200, "SlowDown")],
  ])("is tried again, as %s, when a page or nothing comes with it (%i)", async (_code, _status, trouble) => {
    expect(await failureFrom(trouble, ok)).toEqual({ failure: null, requests: 2 });
  });

  test.each([200, 400, 405, 500])("and whose answer (%i) breaks off is tried again", async (status) => {
    const broken: Answer = (response, request) => {
      response.writeHead(status, { etag: '"0"', "content-length": 10 }).write("<");
      setImmediate(() => request.socket.resetAndDestroy());
    };
    expect(await failureFrom(broken, ok)).toEqual({ failure: null, requests: 2 });
  });

  test("has a status and a code, which are told", async () => {
    const { failure } = await failureFrom(refuse(405, "MethodNotAllowed"));
    expect(failure).toMatchObject({ code: "connection.unexpected", retryable: true });
    expect(failure?.message).toMatch(
      /answered PutObject with HTTP 405 \(MethodNotAllowed\), .* check the endpoint and its port\./,
    );
  });

  test.each(["&lt;script&gt;raw words", "raw words", "x".repeat(61)])("has a code that is none: %s", async (code) => {
    const { failure } = await failureFrom(refuse(400, code));
    expect(failure?.message).toContain("answered PutObject with HTTP 400, which");
    expect(failure?.message).not.toContain("raw words");
  });

  test("writes no XML and is still told with its status", async () => {
    const torn = says(400, { "content-type": "application/xml" }, "<Error><Code>raw words<");
    expect((await failureFrom(torn)).failure?.message).toContain("answered PutObject with HTTP 400, which");
  });
});
