import { tokenAnswerSchema, tokensAnswerSchema, tokenWithTextAnswerSchema } from "@sluice/types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApi, testApi } from "../../test-support/api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi({ now: () => Date.now() });
});
afterAll(() => api?.[Symbol.asyncDispose]());

async function newToken(body: unknown) {
  return (await api.ask("POST", "/v1/tokens", body)).parsed(tokenWithTextAnswerSchema);
}

test("a new token works at once, is shown once, and it is written down who made it", async () => {
  const made = await newToken({ name: "Loader", role: "admin" });
  expect(made).toMatchObject({ name: "Loader", role: "admin", expiresAt: null, revokedAt: null, lastUsedAt: null });
  expect(made.createdBy).toMatch(/^the token "admin" \(….{4}\)$/);
  expect(made.token.endsWith(made.hint)).toBe(true);
  expect((await api.ask("PATCH", "/v1/project", { name: "New" }, { token: made.token })).status).toBe(200);
  const listed = await api.ask("GET", "/v1/tokens?limit=500");
  const found = listed.parsed(tokensAnswerSchema).items.find(({ id }) => id === made.id);
  expect(found?.lastUsedAt).not.toBeNull();
  expect(listed.text).not.toContain(made.token);
});

test("a token is a viewer's unless it is asked for more", async () => {
  const made = await newToken({ name: "Reader" });
  expect(made.role).toBe("viewer");
  const changed = await api.ask("PATCH", "/v1/project", { name: "No" }, { token: made.token });
  expect(changed.status).toBe(403);
});

test("the very next request with a revoked token is refused", async () => {
  const made = await newToken({ name: "Gone" });
  expect((await api.ask("GET", "/v1/project", undefined, { token: made.token })).status).toBe(200);
  expect((await api.ask("DELETE", `/v1/tokens/${made.id}`)).status).toBe(204);
  const refused = await api.ask("GET", "/v1/project", undefined, { token: made.token });
  expect(refused.json).toMatchObject({ status: 401, code: "auth.invalid_token" });
  const revoked = (await api.ask("GET", `/v1/tokens/${made.id}`)).parsed(tokenAnswerSchema);
  expect(revoked.revokedBy).toMatch(/^the token "admin"/);
});

test("revoking twice changes nothing", async () => {
  const { id } = await newToken({ name: "Twice" });
  await api.ask("DELETE", `/v1/tokens/${id}`);
  const first = (await api.ask("GET", `/v1/tokens/${id}`)).parsed(tokenAnswerSchema);
  expect((await api.ask("DELETE", `/v1/tokens/${id}`)).status).toBe(204);
  expect((await api.ask("GET", `/v1/tokens/${id}`)).parsed(tokenAnswerSchema)).toEqual(first);
});

test("a token may revoke itself", async () => {
  const made = await newToken({ name: "Last words", role: "admin" });
  const asked = { token: made.token };
  expect((await api.ask("DELETE", `/v1/tokens/${made.id}`, undefined, asked)).status).toBe(204);
  expect((await api.ask("GET", "/v1/project", undefined, asked)).status).toBe(401);
});

test("a token lets nobody in once it has expired", async () => {
  const soon = new Date(Date.now() + 1_500).toISOString();
  const { token } = await newToken({ name: "Short", expiresAt: soon });
  const status = async () => (await api.ask("GET", "/v1/project", undefined, { token })).status;
  expect(await status()).toBe(200);
  await expect.poll(status, { timeout: 30_000 }).toBe(401);
});

test("one that would have expired already is refused", async () => {
  const answer = await api.ask("POST", "/v1/tokens", { name: "Late", expiresAt: "2020-01-01T00:00:00Z" });
  expect(answer.json).toMatchObject({ status: 422, errors: [{ pointer: "/expiresAt" }] });
});

test("another project's tokens are not there", async () => {
  const { id } = await newToken({ name: "Mine" });
  for (const method of ["GET", "DELETE"]) {
    const answer = await api.ask(method, `/v1/tokens/${id}`, undefined, { token: api.stranger });
    expect(answer.json).toMatchObject({ status: 404, code: "token.not_found" });
  }
  const { items } = (await api.ask("GET", "/v1/tokens", undefined, { token: api.stranger })).parsed(tokensAnswerSchema);
  expect(items.map(({ name }) => name)).toEqual(["stranger"]);
});
