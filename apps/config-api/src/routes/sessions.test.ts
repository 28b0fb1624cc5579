import { createApiToken, createSignInCode, revokeApiToken } from "@sluice/config-store";
import {
  problemSchema,
  type SessionAnswer,
  sessionAnswerSchema,
  signedInAnswerSchema,
  signInCodeAnswerSchema,
} from "@sluice/types";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answer, type TestApi, testApi } from "../../test-support/api.ts";

let api: TestApi;
let other: string;
beforeAll(async () => {
  api = await testApi();
  other = "100000002";
});
afterAll(() => api[Symbol.asyncDispose]());

const ownOrigin = { "sec-fetch-site": "same-origin" };

async function adminToken(name = "dashboard") {
  return createApiToken(api.store, { projectId: api.project, name, role: "admin", createdBy: "a test" });
}

interface BrowserAsking {
  readonly cookie?: string;
  readonly project?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

function ask(method: string, path: string, { cookie, project, headers = ownOrigin, body }: BrowserAsking = {}) {
  const all: Record<string, string> = { ...headers };
  if (cookie !== undefined) all.cookie = cookie;
  if (project !== undefined) all["sluice-project"] = project;
  return api.ask(method, path, body, { token: null, headers: all });
}

async function signIn(body: unknown, cookie?: string): Promise<{ cookie: string; answer: Answer }> {
  const answer = await ask("POST", "/session", { body, ...(cookie === undefined ? {} : { cookie }) });
  return { answer, cookie: answer.headers.get("set-cookie")?.split(";")[0] ?? "" };
}

const codeOf = (answer: Answer) => [answer.status, answer.parsed(problemSchema).code];
const idsOf = (session: SessionAnswer) => session.projects.map(({ id }) => id);

test("a token signs a browser in, and its cookie is kept from scripts and other sites", async () => {
  const { text, token } = await adminToken();
  const { answer, cookie } = await signIn({ token: text });
  expect(answer.status).toBe(201);
  expect(answer.parsed(signedInAnswerSchema)).toMatchObject({
    project: api.project,
    projects: [{ id: api.project, role: "admin", tokenId: token.id, tokenName: token.name }],
  });
  const attributes = answer.headers.get("set-cookie")?.split("; ").slice(1);
  expect(attributes).toEqual(expect.arrayContaining(["HttpOnly", "SameSite=Strict", "Path=/"]));
  expect(answer.text).not.toContain(text);
  expect(api.logged()).not.toContain(text);
  expect(api.logged()).not.toContain(cookie.split("=")[1]);
  const project = await ask("GET", "/v1/project", { cookie, project: api.project });
  expect(project.json).toMatchObject({ id: api.project });
});

test("the cookie of a browser that comes by TLS is for TLS alone", async () => {
  await using behind = await testApi({ requestLimits: { perToken: 0, wrongTokens: 0, proxies: 1 } });
  const { text } = await createApiToken(behind.store, {
    projectId: behind.project,
    name: "x",
    role: "viewer",
    createdBy: "a test",
  });
  const headers = { ...ownOrigin, "x-forwarded-proto": "https" };
  const answer = await behind.ask("POST", "/session", { token: text }, { token: null, headers });
  expect(answer.headers.get("set-cookie")).toMatch(/^__Host-sluice_session=[^;]+;.*Secure/);
});

test("a link's code signs in once", async () => {
  const made = await api.ask("POST", "/v1/sign-in-codes", undefined, { token: api.viewer });
  const { code } = made.parsed(signInCodeAnswerSchema);
  const { answer } = await signIn({ code });
  expect(answer.parsed(signedInAnswerSchema).projects).toMatchObject([{ id: api.project, role: "viewer" }]);
  expect(codeOf((await signIn({ code })).answer)).toEqual([401, "auth.sign_in_link_spent"]);
});

test("two that use a code at once are one who gets in and one who doesn't", async () => {
  const { token } = await adminToken();
  const { code } = await createSignInCode(api.store, token.id);
  const statuses = await Promise.all([1, 2, 3].map(async () => (await signIn({ code })).answer.status));
  expect(statuses.toSorted()).toEqual([201, 401, 401]);
});

describe("a browser that is signed in to two projects", () => {
  test("asks for the one that it names, and for no other", async () => {
    const { text } = await adminToken();
    const first = await signIn({ token: text });
    const { cookie, answer } = await signIn({ token: api.stranger }, first.cookie);
    expect(idsOf(answer.parsed(signedInAnswerSchema)).toSorted()).toEqual([api.project, other]);
    for (const project of [api.project, other]) {
      expect((await ask("GET", "/v1/project", { cookie, project })).json).toMatchObject({ id: project });
    }
    expect(codeOf(await ask("GET", "/v1/project", { cookie, project: "100000009" }))).toEqual([
      401,
      "auth.project_not_signed_in",
    ]);
    expect(codeOf(await ask("GET", "/v1/project", { cookie: first.cookie, project: other }))).toEqual([
      401,
      "auth.not_signed_in",
    ]);
  });

  test("is signed out of the one whose token is revoked, at once", async () => {
    const { text, token } = await adminToken();
    const first = await signIn({ token: text });
    const { cookie } = await signIn({ token: api.stranger }, first.cookie);
    await revokeApiToken(api.store, api.project, token.id, "a test");
    expect((await ask("GET", "/v1/project", { cookie, project: api.project })).status).toBe(401);
    expect(idsOf((await ask("GET", "/session", { cookie })).parsed(sessionAnswerSchema))).toEqual([other]);
  });
});

test("a viewer's session changes nothing", async () => {
  const { cookie } = await signIn({ token: api.viewer });
  const answer = await ask("PATCH", "/v1/project", { cookie, project: api.project, body: { name: "Mine" } });
  expect(codeOf(answer)).toEqual([403, "auth.forbidden"]);
});

test("signing out ends the session, also for who has copied the cookie", async () => {
  const { text } = await adminToken();
  const { cookie } = await signIn({ token: text });
  const out = await ask("DELETE", "/session", { cookie });
  expect([out.status, out.headers.get("set-cookie")]).toEqual([204, expect.stringMatching(/Max-Age=0/)]);
  expect(codeOf(await ask("GET", "/v1/project", { cookie, project: api.project }))).toEqual([
    401,
    "auth.not_signed_in",
  ]);
});

test.each([
  ["another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }],
  ["a neighbouring host", { "sec-fetch-site": "same-site", origin: "https://other.example.com" }],
  ["the address bar", { "sec-fetch-site": "none" }],
  ["an old browser on another site", { origin: "https://evil.example", host: "sluice.example" }],
  ["a file", { origin: "null", host: "sluice.example" }],
  ["who does not say", {}],
])("what comes from %s has no use of the cookie", async (_, headers) => {
  const { text } = await adminToken();
  const { cookie } = await signIn({ token: text });
  const asked = { cookie, project: api.project, headers };
  expect(codeOf(await ask("GET", "/v1/project", asked))).toEqual([403, "auth.cross_origin"]);
  expect(codeOf(await ask("PATCH", "/v1/project", { ...asked, body: { name: "Theirs" } }))).toEqual([
    403,
    "auth.cross_origin",
  ]);
  expect(codeOf(await ask("DELETE", "/session", { cookie, headers }))).toEqual([403, "auth.cross_origin"]);
  expect(codeOf(await ask("POST", "/session", { headers, body: { token: text } }))).toEqual([403, "auth.cross_origin"]);
});

test("a browser that says only its origin is let in on its own", async () => {
  const { text } = await adminToken();
  const { cookie } = await signIn({ token: text });
  const headers = { origin: "http://sluice.example:8080", host: "sluice.example:8080" };
  expect((await ask("GET", "/v1/project", { cookie, project: api.project, headers })).status).toBe(200);
});

test("without the project's header a cookie is nothing", async () => {
  const { text } = await adminToken();
  const { cookie } = await signIn({ token: text });
  expect(codeOf(await ask("GET", "/v1/project", { cookie }))).toEqual([401, "auth.missing_token"]);
});

test.each(["sluice_unknown", "x".repeat(200)])("a wrong token does not sign in: %s", async (token) => {
  const { answer } = await signIn({ token });
  expect(codeOf(answer)).toEqual([401, "auth.invalid_token"]);
  expect(answer.headers.get("set-cookie")).toBeNull();
});

test("a session ends a day after its last use, and two weeks after its begin", async () => {
  for (const change of ["last_used_at = now() - interval '25 hours'", "expires_at = now()"]) {
    const { text } = await adminToken();
    const { cookie } = await signIn({ token: text });
    await api.store.pool.query(`update web_sessions set ${change}`);
    expect(codeOf(await ask("GET", "/session", { cookie }))).toEqual([401, "auth.not_signed_in"]);
  }
});
