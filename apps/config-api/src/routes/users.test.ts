import { beginForgetRequest, endForgetRequest } from "@sluice/config-store";
import { forgetRequestAnswerSchema, forgetRequestsAnswerSchema } from "@sluice/types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApi, testApi } from "../../test-support/api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api?.[Symbol.asyncDispose]());

const forget = async (identity: string, query = "") =>
  (await api.ask("DELETE", `/v1/users/${encodeURIComponent(identity)}${query}`)).parsed(forgetRequestAnswerSchema);

test("a request to forget a user is kept, with who asked and when, and without who the user is", async () => {
  const answer = await api.ask("DELETE", "/v1/users/jane%40example.com");
  expect(answer.status).toBe(202);
  const made = answer.parsed(forgetRequestAnswerSchema);
  expect(made).toMatchObject({ status: "Pending", endedAt: null, events: null, profiles: null, error: null });
  expect(made.requestedBy).toMatch(/^the token "admin" \(….{4}\)$/);
  expect(answer.headers.get("location")).toBe(`/v1/forget-requests/${made.id}`);
  const found = await api.ask("GET", `/v1/forget-requests/${made.id}`);
  expect(found.parsed(forgetRequestAnswerSchema)).toEqual(made);
  const { rows } = await api.store.pool.query("select * from forget_requests");
  for (const text of [answer.text, found.text, JSON.stringify(rows), api.logged()]) {
    expect(text).not.toMatch(/jane|6a616e65|amFuZU/);
  }
});

test.each(["a/b", "ü ", "100%", "?by=objectId", "#", "%2F", "a\u0000b", "forgotten"])(
  "the user of the request is the one that was asked for: %j",
  async (identity) => {
    const { id } = await forget(identity);
    expect(await beginForgetRequest(api.store, api.masterKeys, id)).toMatchObject({
      projectId: api.project,
      user: { by: "identity", value: identity },
    });
  },
);

test("a user may be named by an objectId", async () => {
  const { id } = await forget("o1", "?by=objectId");
  const begun = await beginForgetRequest(api.store, api.masterKeys, id);
  expect(begun?.user).toEqual({ by: "objectId", value: "o1" });
  const refused = await api.ask("DELETE", "/v1/users/o1?by=email");
  expect(refused.json).toMatchObject({ status: 422, errors: [{ pointer: "/by", in: "query" }] });
});

test("once it has ended, what came of it is there, and who it was is not", async () => {
  const { id } = await forget("u1");
  await beginForgetRequest(api.store, api.masterKeys, id);
  await endForgetRequest(api.store, id, { status: "Done", events: 7, profiles: 2 });
  // Whoever comes late changes nothing.
  await endForgetRequest(api.store, id, { status: "Failed", error: { code: "internal", message: "It failed." } });
  const ended = (await api.ask("GET", `/v1/forget-requests/${id}`)).parsed(forgetRequestAnswerSchema);
  expect(ended).toMatchObject({ status: "Done", events: 7, profiles: 2, error: null });
  expect(ended.endedAt).not.toBeNull();
  expect(await beginForgetRequest(api.store, api.masterKeys, id)).toBeNull();
  const { rows } = await api.store.pool.query("select sealed_user, master_key_id from forget_requests where id = $1", [
    id,
  ]);
  expect(rows).toEqual([{ sealed_user: null, master_key_id: null }]);
});

test("requests are listed by page, newest first, each project's by themselves", async () => {
  const made = [await forget("p1"), await forget("p2"), await forget("p3")].map(({ id }) => id);
  const first = (await api.ask("GET", "/v1/forget-requests?limit=2")).parsed(forgetRequestsAnswerSchema);
  expect(first.items.map(({ id }) => id)).toEqual([made[2], made[1]]);
  const next = await api.ask("GET", `/v1/forget-requests?limit=1&cursor=${first.nextCursor}`);
  expect(next.parsed(forgetRequestsAnswerSchema).items.map(({ id }) => id)).toEqual([made[0]]);
  const strange = await api.ask("GET", "/v1/forget-requests", undefined, { token: api.stranger });
  expect(strange.parsed(forgetRequestsAnswerSchema).items).toEqual([]);
  const other = await api.ask("GET", `/v1/forget-requests/${made[0]}`, undefined, { token: api.stranger });
  expect(other.json).toMatchObject({ status: 404, code: "forget.not_found" });
});

test("whatever is asked for there, no identity comes into the log", async () => {
  for (const path of ["/v1/users/jill%20x", "/v1/users/jill/more", "/v1//users/jill", "/V1/Users/jill"]) {
    for (const method of ["DELETE", "GET", "PUT"]) await api.ask(method, path);
  }
  await api.ask("DELETE", "/v1/users/jill", undefined, { token: api.viewer });
  await api.ask("DELETE", "/v1/users/jill", undefined, { token: null });
  expect(api.logged()).toContain("/users/…");
  expect(api.logged()).not.toContain("jill");
});
