import { createHash } from "node:crypto";
import { claimIdempotencyKey } from "@sluice/config-store";
import { connectionAnswerSchema, connectionsAnswerSchema, problemSchema } from "@sluice/types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { type TestApi, testApi } from "../../test-support/api.ts";
import { connectionRequest, newExport, secret } from "../../test-support/requests.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const post = (path: string, key: string, body?: object) =>
  api.ask("POST", path, body, { headers: { "Idempotency-Key": key } });

test("the same new connection with the same key is made once and answered twice", async () => {
  const body = { ...connectionRequest, name: "Once" };
  const first = await post("/v1/connections", "connection", body);
  const second = await post("/v1/connections", "connection", body);
  expect([second.status, second.json]).toEqual([201, first.json]);
  expect(second.headers.get("idempotency-replayed")).toBe("true");
  const { items } = (await api.ask("GET", "/v1/connections")).parsed(connectionsAnswerSchema);
  expect(items.map(({ name }) => name)).toEqual(["Once"]);
  const other = await post("/v1/connections", "connection", { ...body, name: "Twice" });
  expect([other.status, other.parsed(problemSchema).code]).toEqual([422, "idempotency.key_reused"]);
});

test("a stop that comes again is answered as before", async () => {
  const { id } = (await post("/v1/connections", "for-stop", { ...connectionRequest, name: "Stop" })).parsed(
    connectionAnswerSchema,
  );
  const { requestId } = await newExport(api, { connectionId: id });
  const first = await post(`/v1/exports/${requestId}/stop`, "stop");
  expect([first.status, (await post(`/v1/exports/${requestId}/stop`, "stop")).json]).toEqual([202, first.json]);
});

test("a request that was refused may come again with its key", async () => {
  const refused = await post("/v1/connections", "mended", { ...connectionRequest, bucket: "No" });
  expect(refused.status).toBe(422);
  expect((await post("/v1/connections", "mended", { ...connectionRequest, name: "Mended" })).status).toBe(201);
});

test("a request whose twin is being worked on is asked to come again", async () => {
  const body = JSON.stringify({ ...connectionRequest, name: "Twin" });
  const requestHash = createHash("sha256").update(`/v1/connections\n${body}`).digest("hex");
  await claimIdempotencyKey(api.store, { projectId: api.project, key: "twin", requestHash });
  const answer = await api.ask("POST", "/v1/connections", body, { headers: { "Idempotency-Key": "twin" } });
  expect([answer.status, answer.parsed(problemSchema).code]).toEqual([409, "idempotency.in_progress"]);
});

test("a kept answer holds no secret", async () => {
  await post("/v1/connections", "secretive", { ...connectionRequest, name: "Secretive" });
  const { rows } = await api.store.pool.query("select body::text from idempotent_answers");
  expect(JSON.stringify(rows)).not.toContain(secret);
});

test.each(["/v1/sign-in-codes", "/v1/tokens"])("what lets somebody in is kept nowhere: %s", async (path) => {
  const body = path === "/v1/tokens" ? { name: "ci", role: "viewer" } : undefined;
  const first = await post(path, `in ${path}`.replace(" ", "-"), body);
  expect(first.status).toBe(201);
  const shape = z.looseObject({ token: z.string().optional(), code: z.string().optional() });
  const { token, code } = first.parsed(shape);
  const { rows } = await api.store.pool.query("select body::text from idempotent_answers");
  expect(JSON.stringify(rows)).not.toContain(token ?? code);
});
