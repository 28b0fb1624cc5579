import { connectionAnswerSchema, connectionsAnswerSchema, problemSchema } from "@sluice/types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApi, testApi } from "../../test-support/api.ts";
import { connectionRequest, newConnection, newExport, secret } from "../../test-support/requests.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api[Symbol.asyncDispose]());

test("a new connection is answered without its secret and with its key id masked", async () => {
  const answer = await api.ask("POST", "/v1/connections", connectionRequest);
  expect(answer.status).toBe(201);
  const connection = answer.parsed(connectionAnswerSchema);
  expect(connection).toMatchObject({
    name: "Warehouse",
    provider: "s3",
    bucket: "acme-exports",
    region: "eu-west-1",
    prefix: "sluice/",
    endpoint: null,
    pathStyle: false,
    accessKeyId: "AKIA…7Q",
    credentialVersion: 1,
    warnings: [],
  });
  expect(answer.headers.get("location")).toBe(`/v1/connections/${connection.id}`);
  expect(answer.text).not.toContain(secret);
  expect((await api.ask("GET", `/v1/connections/${connection.id}`)).json).toEqual(connection);
});

test("a region other than the project's, and a plain http endpoint, are accepted with a warning", async () => {
  const { warnings, pathStyle } = await newConnection(api, {
    name: "Elsewhere",
    region: "us-east-1",
    endpoint: "http://minio.example:9000",
  });
  expect(warnings.map(({ code }) => code)).toEqual(["connection.region_differs", "connection.plain_http"]);
  expect(warnings[0]?.message).toContain("eu-west-1 (Ireland)");
  expect(pathStyle).toBe(true);
});

test.each(["/sluice/", "sluice//daily/", "sluice:daily/"])("the prefix %s is taken with a warning", async (prefix) => {
  const { warnings } = await newConnection(api, { name: `At ${prefix}`, prefix });
  expect(warnings.map(({ code }) => code)).toEqual(["connection.odd_prefix"]);
});

test.each([
  ["/name", { name: " " }],
  ["/name", { name: "two\nlines" }],
  ["/bucket", { bucket: "Acme" }],
  ["/bucket", { bucket: "a" }],
  ["/bucket", { bucket: "a..b" }],
  ["/bucket", { bucket: "10.0.0.1" }],
  ["/region", { region: "EU West" }],
  ["/prefix", { prefix: "x".repeat(701) }],
  ["/prefix", { prefix: "é".repeat(351) }],
  ["/prefix", { prefix: "a\u0000b" }],
  ["/prefix", { prefix: "a\uffffb" }],
  ["/endpoint", { endpoint: "ftp://example.com" }],
  ["/endpoint", { endpoint: "https://user:pass@example.com" }],
  ["/endpoint", { endpoint: "https://example.com/path" }],
  ["/pathStyle", { pathStyle: "yes" }],
  ["/provider", { provider: "gcs" }],
  ["/credentials/accessKeyId", { credentials: { accessKeyId: "", secretAccessKey: "x" } }],
  ["/credentials/secretAccessKey", { credentials: { accessKeyId: "x" } }],
  ["/credentials/sessionToken", { credentials: { accessKeyId: "x", secretAccessKey: "y", sessionToken: "z" } }],
  ["/acl", { acl: "private" }],
])("a mistake in %s is named", async (pointer, change) => {
  const answer = await api.ask("POST", "/v1/connections", { ...connectionRequest, name: "Faulty", ...change });
  expect(answer.status).toBe(422);
  const { code, errors } = answer.parsed(problemSchema);
  expect(code).toBe("request.invalid");
  expect(errors?.map((error) => error.pointer)).toEqual([pointer]);
});

test("all mistakes are named at once", async () => {
  const answer = await api.ask("POST", "/v1/connections", { bucket: "A", region: 3, credentials: null, extra: 1 });
  const pointers = answer.parsed(problemSchema).errors?.map(({ pointer }) => pointer);
  expect(pointers?.sort()).toEqual(["/bucket", "/credentials", "/extra", "/name", "/region"]);
});

test("two connections cannot have one name", async () => {
  await newConnection(api, { name: "Twice" });
  const answer = await api.ask("POST", "/v1/connections", { ...connectionRequest, name: "Twice" });
  expect([answer.status, answer.parsed(problemSchema).code]).toEqual([409, "connection.name_taken"]);
});

test("new credentials are the next version, and other fields change by themselves", async () => {
  const { id } = await newConnection(api, { name: "Rotated" });
  const changed = await api.ask("PATCH", `/v1/connections/${id}`, {
    credentials: { accessKeyId: "AKIAZZZZZZZZ9Z", secretAccessKey: secret },
  });
  expect(changed.json).toMatchObject({ name: "Rotated", credentialVersion: 2, accessKeyId: "AKIA…9Z" });
  const moved = await api.ask("PATCH", `/v1/connections/${id}`, { name: "Moved", prefix: "new/" });
  expect(moved.json).toMatchObject({ name: "Moved", prefix: "new/", bucket: "acme-exports", credentialVersion: 2 });
  expect(changed.text + moved.text).not.toContain(secret);
});

test("a connection is deleted, but not while an export uses it", async () => {
  const { id } = await newConnection(api, { name: "Used" });
  const { requestId } = await newExport(api, { connectionId: id });
  const refused = await api.ask("DELETE", `/v1/connections/${id}`);
  expect([refused.status, refused.parsed(problemSchema).code]).toEqual([409, "connection.in_use"]);
  await api.ask("POST", `/v1/exports/${requestId}/stop`);
  expect((await api.ask("DELETE", `/v1/connections/${id}`)).status).toBe(204);
  expect((await api.ask("GET", `/v1/connections/${id}`)).status).toBe(404);
});

test("another project's connection is not found, whatever is asked of it", async () => {
  const { id } = await newConnection(api, { name: "Mine" });
  for (const [method, path, body] of [
    ["GET", `/v1/connections/${id}`, undefined],
    ["PATCH", `/v1/connections/${id}`, { name: "Yours" }],
    ["DELETE", `/v1/connections/${id}`, undefined],
    ["POST", `/v1/connections/${id}/test`, undefined],
    ["GET", `/v1/connections/${id}/policy`, undefined],
  ] as const) {
    const answer = await api.ask(method, path, body, { token: api.stranger });
    expect([answer.status, answer.parsed(problemSchema).code]).toEqual([404, "connection.not_found"]);
  }
});

test("pages of connections hold each one once", async () => {
  await newConnection(api, { name: "Page A" });
  await newConnection(api, { name: "Page B" });
  const all = (await api.ask("GET", "/v1/connections")).parsed(connectionsAnswerSchema).items;
  const paged: string[] = [];
  let next: string | null = "";
  while (next !== null) {
    const path: string = `/v1/connections?limit=2${next && `&cursor=${next}`}`;
    const page = (await api.ask("GET", path)).parsed(connectionsAnswerSchema);
    paged.push(...page.items.map(({ id }) => id));
    next = page.nextCursor;
  }
  expect(paged).toEqual(all.map(({ id }) => id));
});

test("the policy is the two statements that Sluice needs, also for the prefix alone", async () => {
  const { id } = await newConnection(api, { name: "Policy" });
  const statements = (resource: string) => [
    { Effect: "Allow", Action: "s3:ListBucket", Resource: "arn:aws:s3:::acme-exports" },
    { Effect: "Allow", Action: "s3:PutObject", Resource: resource },
  ];
  expect((await api.ask("GET", `/v1/connections/${id}/policy`)).json).toMatchObject({
    bucket: "acme-exports",
    policy: { Version: "2012-10-17", Statement: statements("arn:aws:s3:::acme-exports/*") },
    prefixPolicy: { Statement: statements("arn:aws:s3:::acme-exports/sluice/*") },
  });
});
