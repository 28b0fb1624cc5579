import { finishRun, markRunRunning } from "@sluice/config-store";
import { problemSchema } from "@sluice/types";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestApi, testApi } from "../../test-support/api.ts";
import { connectionRequest, exportRequest, newConnection, newExport, webhookUrl } from "../../test-support/requests.ts";

/** What HTTP has every answer say, whatever it is about. */
let api: TestApi;
let connectionId: string;
let delivered: string;
beforeAll(async () => {
  api = await testApi({ corsOrigins: ["https://exports.example.com"] });
  connectionId = (await newConnection(api)).id;
  const { requestId } = await newExport(api, { connectionId });
  const runId = `${requestId}-${requestId}`;
  await markRunRunning(api.store, runId, 1);
  const totals = { records: 0, objects: 0, bytes: 0 };
  await finishRun(api.store, runId, { manifestKey: "m.json", manifestText: '{"version": 1}', totals });
  delivered = `/v1/exports/${requestId}`;
});
afterAll(() => api[Symbol.asyncDispose]());

const anonymous = { token: null };

describe("X-Request-Id", () => {
  test("is on every answer, also on manifests, streams, refusals, replays and pages", async () => {
    const headers = { "x-request-id": "trace-77", "idempotency-key": "traced" };
    const asked = [
      ["GET", "/v1/project"],
      ["GET", `${delivered}/manifest`],
      ["GET", `${delivered}/progress`],
      ["HEAD", `${delivered}/manifest`],
      ["GET", "/v1/nothing"],
      ["PUT", "/v1/project"],
      ["OPTIONS", "/v1/project"],
      ["GET", "/"],
      ["GET", "/openapi.json"],
      ["GET", "/docs"],
      ["GET", "/healthz"],
      ["POST", `/v1/connections/${connectionId}/test`],
      ["POST", `/v1/connections/${connectionId}/test`],
    ] as const;
    for (const [method, path] of asked) {
      const answer = await api.ask(method, path, undefined, { headers });
      expect(answer.headers.get("x-request-id"), `${method} ${path}`).toBe("trace-77");
    }
    const none = await api.ask("GET", "/v1/project", undefined, { token: null, headers });
    expect([none.headers.get("x-request-id"), none.parsed(problemSchema).httpRequestId]).toEqual([
      "trace-77",
      "trace-77",
    ]);
    expect(api.logged()).toContain('"httpRequestId":"trace-77"');
  });

  test.each(["no good", "", "x".repeat(129), "a/b"])(
    "is made where the request has one that is none: %j",
    async (id) => {
      const answer = await api.ask("GET", "/v1/project", undefined, { headers: { "x-request-id": id } });
      expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    },
  );
});

describe("Location", () => {
  test.each([
    ["/v1/connections", () => ({ ...connectionRequest, name: "Repeated" })],
    ["/v1/webhooks", () => ({ name: "Repeated", url: webhookUrl })],
    ["/v1/exports", () => ({ ...exportRequest, connectionId })],
  ])("of what POST %s made is in the answer and in its replay", async (path, body) => {
    const headers = { "idempotency-key": `again ${path}`.replaceAll(/[ /]/g, "-") };
    const first = await api.ask("POST", path, body(), { headers });
    const again = await api.ask("POST", path, body(), { headers });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(again.headers.get("location")).toBe(first.headers.get("location"));
    expect((await api.ask("GET", first.headers.get("location") ?? "")).status).toBe(200);
  });
});

describe("ETag", () => {
  test.each(["/v1/exports", "/v1/runs", "/v1/connections", "/openapi.json"])(
    "lets %s be asked for again without its body",
    async (path) => {
      const first = await api.ask("GET", path);
      const version = first.headers.get("etag") ?? "";
      expect(version).toMatch(/^W\/"[0-9a-f]+"$/);
      const again = await api.ask("GET", path, undefined, { headers: { "if-none-match": version } });
      expect([again.status, again.text]).toEqual([304, ""]);
      expect(again.headers.get("etag")).toBe(version);
      expect(again.headers.get("x-request-id")).not.toBeNull();
      const changed = await api.ask("GET", path, undefined, { headers: { "if-none-match": 'W/"other"' } });
      expect(changed.text).toBe(first.text);
    },
  );

  test("of a manifest stays, and that of the activity log changes with it", async () => {
    const manifest = await api.ask("GET", `${delivered}/manifest`);
    const log = await api.ask("GET", "/v1/exports");
    await newExport(api, { connectionId });
    const again = { headers: { "if-none-match": manifest.headers.get("etag") ?? "" } };
    expect((await api.ask("GET", `${delivered}/manifest`, undefined, again)).status).toBe(304);
    const news = { headers: { "if-none-match": log.headers.get("etag") ?? "" } };
    expect((await api.ask("GET", "/v1/exports", undefined, news)).status).toBe(200);
  });
});

test("what is read may be kept to compare, what is changed or refused is not kept at all", async () => {
  const kept = async (method: string, path: string, body?: unknown) =>
    (await api.ask(method, path, body)).headers.get("cache-control");
  expect(await kept("GET", "/v1/exports")).toBe("private, no-cache");
  expect(await kept("GET", `${delivered}/manifest`)).toBe("private, no-cache");
  expect(await kept("POST", "/v1/webhooks", { name: "Secret", url: webhookUrl })).toBe("no-store");
  expect(await kept("GET", "/v1/exports/1")).toBe("no-store");
  expect(await kept("GET", "/v1/nothing")).toBe("no-store");
});

test("JSON is compressed for those who take it; a stream of events is not", async () => {
  const headers = { "accept-encoding": "gzip, br" };
  const authorization = `Bearer ${api.viewer}`;
  const plain = await api.ask("GET", "/openapi.json");
  const packed = await api.app.request("/openapi.json", { headers });
  expect(packed.headers.get("content-encoding")).toBe("gzip");
  expect(packed.headers.get("vary")).toContain("Accept-Encoding");
  const bytes = await packed.arrayBuffer();
  expect(bytes.byteLength * 4).toBeLessThan(plain.text.length);
  const unpacked = new Response(new Response(bytes).body?.pipeThrough(new DecompressionStream("gzip")));
  expect(await unpacked.text()).toBe(plain.text);
  const stream = await api.app.request(`${delivered}/progress`, { headers: { ...headers, authorization } });
  expect(stream.headers.get("content-encoding")).toBeNull();
  await stream.body?.cancel();
});

describe("a method that an address does not take", () => {
  test.each([
    ["DELETE", "/v1/project", "GET, PATCH, HEAD, OPTIONS"],
    ["PATCH", "/v1/exports/estimate", "POST, OPTIONS"],
    ["GET", "/v1/exports/estimate", "POST, OPTIONS"],
    ["DELETE", "/v1/exports/1795487265", "GET, PATCH, HEAD, OPTIONS"],
    ["GET", "/v1/exports/1795487265/stop", "POST, OPTIONS"],
    ["PUT", "/v1/connections/x", "GET, PATCH, DELETE, HEAD, OPTIONS"],
    ["POST", "/healthz", "GET, HEAD, OPTIONS"],
    ["POST", "/", "GET, HEAD, OPTIONS"],
  ])("%s %s is told which ones it takes", async (method, path, allow) => {
    const answer = await api.ask(method, path, undefined, anonymous);
    expect([answer.status, answer.parsed(problemSchema).code]).toEqual([405, "request.method_not_allowed"]);
    const sorted = (text: string) => text.split(", ").sort();
    expect(sorted(answer.headers.get("allow") ?? "")).toEqual(sorted(allow));
  });

  test.each(["/v1/nothing", "/v1/exports/0/stop", "/v1/exports/abc", "/v1/exports/1795487265/runs/x/retry"])(
    "is no matter at %s, where nothing is",
    async (path) => {
      const answer = await api.ask("PATCH", path, {});
      expect([answer.status, answer.parsed(problemSchema).code]).toEqual([404, "request.unknown_path"]);
    },
  );
});

test("OPTIONS says what an address takes, without a token", async () => {
  const answer = await api.ask("OPTIONS", "/v1/exports", undefined, anonymous);
  expect([answer.status, answer.text]).toEqual([204, ""]);
  expect(answer.headers.get("allow")).toBe("POST, GET, HEAD, OPTIONS");
});

test("HEAD is GET without the body", async () => {
  for (const path of ["/v1/exports", `${delivered}/manifest`, "/openapi.json", "/docs", "/healthz"]) {
    const [head, get] = [await api.ask("HEAD", path), await api.ask("GET", path)];
    expect([head.status, head.text], path).toEqual([get.status, ""]);
    expect(head.headers.get("etag"), path).toBe(get.headers.get("etag"));
    expect(head.headers.get("content-type"), path).toBe(get.headers.get("content-type"));
  }
});

describe("pages in a browser", () => {
  const preflight = (origin: string) =>
    api.ask("OPTIONS", "/v1/exports", undefined, {
      token: null,
      headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "authorization" },
    });

  test("of an origin that was allowed may ask, and read what they need of the answer", async () => {
    const origin = "https://exports.example.com";
    const before = await preflight(origin);
    expect(before.status).toBe(204);
    expect(before.headers.get("access-control-allow-origin")).toBe(origin);
    expect(before.headers.get("access-control-allow-headers")).toContain("Authorization");
    const answer = await api.ask("GET", "/v1/exports", undefined, { headers: { origin } });
    expect(answer.headers.get("access-control-allow-origin")).toBe(origin);
    expect(answer.headers.get("access-control-expose-headers")).toContain("X-Request-Id");
    const version = answer.headers.get("etag") ?? "";
    const unchanged = await api.ask("GET", "/v1/exports", undefined, { headers: { origin, "if-none-match": version } });
    expect([unchanged.status, unchanged.headers.get("access-control-allow-origin")]).toEqual([304, origin]);
  });

  test("of other origins may not, and none may unless one was named", async () => {
    expect((await preflight("https://evil.example.com")).headers.get("access-control-allow-origin")).toBeNull();
    await using off = await testApi();
    const headers = { origin: "https://exports.example.com", "access-control-request-method": "POST" };
    const answer = await off.ask("OPTIONS", "/v1/exports", undefined, { token: null, headers });
    expect(answer.status).toBe(204);
    expect([...answer.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
  });

  test("get no answer that they could frame, guess the type of, or run", async () => {
    const { headers } = await api.ask("GET", "/v1/exports");
    expect(headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
  });
});

test("a change without a body is refused, whatever its type says", async () => {
  for (const path of ["/v1/project", `/v1/connections/${connectionId}`, delivered]) {
    for (const headers of [{}, { "content-type": "application/json" }]) {
      const answer = await api.ask("PATCH", path, undefined, { headers });
      const { status, errors } = answer.parsed(problemSchema);
      expect([status, errors], path).toEqual([
        422,
        [{ pointer: "", in: "body", message: "is missing: send a JSON object" }],
      ]);
    }
  }
});

test("/ leads to the page about the API", async () => {
  const answer = await api.ask("GET", "/", undefined, anonymous);
  expect([answer.status, answer.headers.get("location")]).toEqual([302, "/docs"]);
});
