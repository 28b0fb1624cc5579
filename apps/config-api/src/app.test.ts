import { eventNamesAnswerSchema, problemSchema } from "@sluice/types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApi, testApi } from "../test-support/api.ts";
import { connectionRequest, newConnection, newExport, secret } from "../test-support/requests.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api[Symbol.asyncDispose]());

test.each([
  ["auth.missing_token", null],
  ["auth.invalid_token", "sluice_unknown"],
])("nobody gets in with %s", async (code, token) => {
  const answer = await api.ask("GET", "/v1/project", undefined, { token });
  expect([answer.status, answer.parsed(problemSchema).code]).toEqual([401, code]);
  expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer/);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
});

test.each(["/v1/project", "/v1/regions", "/v1/event-names", "/v1/connections", "/v1/exports"])(
  "a viewer may read %s",
  async (path) => {
    expect((await api.ask("GET", path, undefined, { token: api.viewer })).status).toBe(200);
  },
);

test("the project is answered with the region for its buckets, and changes", async () => {
  const project = { id: "100000001", timeZone: "Asia/Kolkata", region: "EU", lookbackDays: 60 };
  expect((await api.ask("GET", "/v1/project")).json).toMatchObject({ ...project, bucketRegion: "eu-west-1" });
  const changed = await api.ask("PATCH", "/v1/project", { name: "Acme", region: "IN" });
  expect(changed.json).toMatchObject({ ...project, name: "Acme", region: "IN", bucketRegion: "ap-south-1" });
  expect((await api.ask("PATCH", "/v1/project", {})).json).toEqual(changed.json);
  await api.ask("PATCH", "/v1/project", { region: "EU" });
});

test.each([
  ["/name", { name: "" }, "must not be empty"],
  ["/name", { name: "two\nlines" }, "must not have control characters or line breaks"],
  ["/name", { name: "x".repeat(201) }, "must be at most 200 characters long"],
  ["/timeZone", { timeZone: "Mars/Olympus" }, "is not an IANA time zone such as Europe/Paris"],
  ["/timeZone", { timeZone: 2 }, "must be a text"],
  ["/region", { region: "MOON" }, 'must be one of "EU", "IN", "US", "SG", "SK"'],
  ["/lookbackDays", { lookbackDays: 0 }, "must be at least 1"],
  ["/lookbackDays", { lookbackDays: 1.5 }, "must be a whole number"],
  ["/lookbackDays", { lookbackDays: "60" }, "must be a number"],
  ["/lookbackDays", { lookbackDays: 3_651 }, "must be at most 3650"],
  ["/id", { id: "2" }, "is not a field that this request takes; /docs lists them"],
])("a mistake in the project's %s is named: %j", async (pointer, change, message) => {
  const before = await api.ask("GET", "/v1/project");
  const answer = await api.ask("PATCH", "/v1/project", change);
  expect([answer.status, answer.parsed(problemSchema).errors]).toEqual([422, [{ pointer, in: "body", message }]]);
  expect((await api.ask("GET", "/v1/project")).json).toEqual(before.json);
});

test("all mistakes in a change of the project are named at once, and nothing changes", async () => {
  const answer = await api.ask("PATCH", "/v1/project", { name: "Changed", region: "MOON", lookbackDays: 0 });
  expect(answer.parsed(problemSchema).errors?.map(({ pointer }) => pointer)).toEqual(["/region", "/lookbackDays"]);
  expect((await api.ask("GET", "/v1/project")).json).not.toMatchObject({ name: "Changed" });
});

test("every region says where its buckets should be", async () => {
  const { json } = await api.ask("GET", "/v1/regions");
  expect(json).toMatchObject({
    items: [
      { region: "EU", bucketRegion: "eu-west-1", place: "Ireland" },
      { region: "IN", bucketRegion: "ap-south-1", place: "Mumbai" },
      { region: "US", bucketRegion: "us-west-2", place: "Oregon" },
      { region: "SG", bucketRegion: "ap-southeast-1", place: "Singapore" },
      { region: "SK", bucketRegion: "ap-northeast-2", place: "Seoul" },
    ],
  });
});

test("event names come with their counts and times, page by page", async () => {
  const first = (await api.ask("GET", "/v1/event-names?limit=2")).parsed(eventNamesAnswerSchema);
  expect(first.items.map(({ name, records }) => [name, records])).toEqual([
    ["App Launched", 1],
    ["Charged", 3],
  ]);
  expect(first.items[1]).toMatchObject({ firstTs: "2026-02-27T10:00:00.000Z", lastTs: "2026-02-28T22:00:00.000Z" });
  const second = await api.ask("GET", `/v1/event-names?limit=2&cursor=${first.nextCursor}`);
  expect(second.parsed(eventNamesAnswerSchema)).toMatchObject({
    items: [{ name: "UTM Visited/Web" }],
    nextCursor: null,
  });
  expect((await api.ask("GET", "/v1/event-names?text=charg")).json).toMatchObject({ items: [{ name: "Charged" }] });
});

test("event names come with what happened on each of the last days in the project's zone, if asked for", async () => {
  const recent = (await api.ask("GET", "/v1/event-names?days=3")).parsed(eventNamesAnswerSchema);
  expect(recent.days).toEqual(["2026-02-27", "2026-02-28", "2026-03-01"]);
  expect(recent.items.map(({ name, records, volume }) => [name, records, volume])).toEqual([
    ["App Launched", 1, { records: 1, perDay: [0, 1, 0] }],
    ["Charged", 3, { records: 3, perDay: [1, 1, 1] }],
    ["UTM Visited/Web", 1, { records: 0, perDay: [0, 0, 0] }],
  ]);
  const plain = (await api.ask("GET", "/v1/event-names?limit=1")).parsed(eventNamesAnswerSchema);
  expect([plain.days, plain.items[0]?.volume]).toEqual([null, null]);
  expect((await api.ask("GET", "/v1/event-names?days=91")).parsed(problemSchema).code).toBe("request.invalid");
});

test("another project sees none of these events", async () => {
  const { json } = await api.ask("GET", "/v1/event-names", undefined, { token: api.stranger });
  expect(json).toEqual({ items: [], nextCursor: null, days: null });
});

test("a cursor that was changed, or comes from another list, is refused", async () => {
  const { nextCursor } = (await api.ask("GET", "/v1/event-names?limit=1")).parsed(eventNamesAnswerSchema);
  const changed = `${nextCursor?.startsWith("A") ? "B" : "A"}${nextCursor?.slice(1)}`;
  for (const path of [
    `/v1/event-names?cursor=${changed}`,
    `/v1/event-names?cursor=${nextCursor}=`,
    "/v1/event-names?cursor=x",
    `/v1/exports?cursor=${nextCursor}`,
  ]) {
    const answer = await api.ask("GET", path);
    expect([answer.status, answer.parsed(problemSchema).code]).toEqual([400, "request.bad_cursor"]);
  }
});

test.each([
  "/v1/exports?colour=red",
  "/v1/exports?limit=0",
  "/v1/exports?limit=x",
  "/v1/exports?status=Odd",
  "/v1/project?x=1",
])("%s is refused, naming the query parameter", async (path) => {
  const answer = await api.ask("GET", path);
  const name = /\?(\w+)/.exec(path)?.[1];
  expect(answer.parsed(problemSchema)).toMatchObject({ status: 422, errors: [{ in: "query", pointer: `/${name}` }] });
});

test("a body must be JSON, by its header and by its text, and of a bearable size", async () => {
  const codeOf = async (body: string, headers: Record<string, string> = {}) => {
    const answer = await api.ask("POST", "/v1/connections", body, { headers });
    return [answer.status, answer.parsed(problemSchema).code];
  };
  expect(await codeOf('{"name":')).toEqual([400, "request.malformed_json"]);
  expect(await codeOf("name=x", { "content-type": "application/x-www-form-urlencoded" })).toEqual([
    415,
    "request.unsupported_media_type",
  ]);
  expect(await codeOf(`"${"x".repeat(2 * 1024 * 1024)}"`)).toEqual([413, "request.too_large"]);
  expect(await codeOf("[]")).toEqual([422, "request.invalid"]);
  expect(await codeOf("null")).toEqual([422, "request.invalid"]);
  expect(await codeOf("")).toEqual([422, "request.invalid"]);
});

test("a body that is not JSON is not quoted anywhere", async () => {
  const answer = await api.ask("POST", "/v1/connections", `{"credentials":{"secretAccessKey":"${secret}"`);
  expect(answer.text).not.toContain(secret);
  expect(api.logged()).not.toContain(secret);
});

test.each(["/v1/nothing", "/nothing", "/v1/exports/abc", "/v1/exports/1/runs/x"])(
  "there is nothing at %s",
  async (path) => {
    const answer = await api.ask("GET", path);
    expect([answer.status, answer.parsed(problemSchema).code]).toEqual([404, "request.unknown_path"]);
  },
);

test("an error that nobody foresaw tells nothing of itself but to the log", async () => {
  await using broken = await testApi({
    now: () => {
      throw new Error("the clock fell down");
    },
  });
  const { id } = await newConnection(broken);
  const answer = await broken.ask("POST", "/v1/exports/estimate", {
    type: "allEvents",
    format: "json",
    connectionId: id,
    from: "2026-02-01T00:00:00Z",
    to: "2026-02-02T00:00:00Z",
  });
  expect([answer.status, answer.parsed(problemSchema).code]).toEqual([500, "internal"]);
  expect(answer.text).not.toContain("clock");
  expect(broken.logged()).toContain("the clock fell down");
});

test("no answer and no log line holds a secret or a token", async () => {
  const { id } = await newConnection(api, { name: "Secretive" });
  const { requestId } = await newExport(api, { connectionId: id });
  const texts = await Promise.all(
    [
      "/v1/connections",
      `/v1/connections/${id}`,
      "/v1/exports",
      `/v1/exports/${requestId}`,
      `/v1/connections/${id}/policy`,
    ].map(async (path) => (await api.ask("GET", path)).text),
  );
  const all = texts.join("") + api.logged();
  expect(all).not.toContain(secret);
  expect(all).not.toContain(connectionRequest.credentials.accessKeyId);
  expect(all).not.toContain(api.viewer);
});

test("it is alive, and ready though Temporal is away, and says so", async () => {
  expect((await api.ask("GET", "/healthz", undefined, { token: null })).json).toEqual({ ok: true });
  const ready = await api.ask("GET", "/readyz", undefined, { token: null });
  const parts = { postgresql: true, temporal: false, lake: true };
  expect([ready.status, ready.json]).toEqual([200, { ready: true, degraded: true, missing: ["temporal"], parts }]);
});

test("metrics count requests by route, not by path", async () => {
  await api.ask("GET", "/v1/exports/123456");
  const { text } = await api.ask("GET", "/metrics", undefined, { token: null });
  expect(text).toContain('sluice_http_requests_total{method="GET",route="/v1/exports/:requestId",status="404"}');
  expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
});
