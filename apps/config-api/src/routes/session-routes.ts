import {
  beginWebSession,
  createSignInCode,
  endWebSession,
  findApiToken,
  findWebSession,
  redeemSignInCode,
  tokenHash,
  type WebSession,
} from "@sluice/config-store";
import {
  type SessionAnswer,
  sessionAnswerSchema,
  signedInAnswerSchema,
  signInCodeAnswerSchema,
  signInSchema,
} from "@sluice/types";
import type { Context } from "hono";
import type { AppDependencies, AppEnv } from "../dependencies.ts";
import { invalidToken, notSignedIn } from "../errors.ts";
import { apiRouter, jsonAnswer, jsonBody, noQuery } from "../http/api-router.ts";
import type { RequestLimiter } from "../http/limit-requests.ts";
import { requireSameOrigin } from "../http/same-origin.ts";
import { dropSession, keepSession, sessionCookie } from "../http/session-cookie.ts";
import { openRoute, v1Route } from "../http/v1-route.ts";

const tags = ["Sign-in"];

const getRoute = openRoute({
  method: "get",
  path: "/session",
  tags,
  summary: "What this browser is signed in to",
  request: { query: noQuery },
  responses: { 200: jsonAnswer(sessionAnswerSchema, "The session") },
  refuses: ["auth.not_signed_in", "store.unavailable"],
});

const signInRoute = openRoute({
  method: "post",
  path: "/session",
  tags,
  summary: "Sign this browser in to a project, with an API token or a link's code; other projects stay signed in",
  request: { query: noQuery, body: jsonBody(signInSchema) },
  responses: { 201: jsonAnswer(signedInAnswerSchema, "The session; its cookie comes along") },
  refuses: [
    "auth.invalid_token",
    "auth.sign_in_link_spent",
    "auth.cross_origin",
    "auth.too_many_wrong_tokens",
    "request.malformed_json",
    "request.too_large",
    "request.unsupported_media_type",
    "store.unavailable",
  ],
});

const signOutRoute = openRoute({
  method: "delete",
  path: "/session",
  tags,
  summary: "Sign this browser out of everything",
  request: { query: noQuery },
  responses: { 204: { description: "The session is over" } },
  refuses: ["auth.cross_origin", "store.unavailable"],
});

/** For browsers, on the page's own origin. */
export function sessionRoutes(deps: AppDependencies, limiter: RequestLimiter) {
  const { store, temporalUi } = deps;
  const { proxies } = deps.requestLimits;
  const hashOfKnown = async (c: Context<AppEnv>, text: string): Promise<string> => {
    const token = await limiter.lookUp(c, text, () => findApiToken(store, text));
    if (!token) throw invalidToken();
    return tokenHash(text);
  };
  return apiRouter()
    .openapi(getRoute, async (c) => {
      const text = sessionCookie(c, proxies);
      const session = text === undefined ? null : await findWebSession(store, text);
      if (!session) throw notSignedIn();
      c.header("cache-control", "no-store");
      return c.json(sessionAnswer(session, temporalUi), 200);
    })
    .openapi(signInRoute, async (c) => {
      requireSameOrigin(c);
      const given = c.req.valid("json");
      const hash = await ("code" in given ? redeemSignInCode(store, given.code) : hashOfKnown(c, given.token));
      const { text, projectId: project } = await beginWebSession(store, hash, sessionCookie(c, proxies));
      const session = await findWebSession(store, text);
      if (!session) throw invalidToken();
      keepSession(c, proxies, text);
      c.get("log").info({ project }, "signed in");
      c.header("cache-control", "no-store");
      return c.json({ ...sessionAnswer(session, temporalUi), project }, 201);
    })
    .openapi(signOutRoute, async (c) => {
      requireSameOrigin(c);
      const text = sessionCookie(c, proxies);
      if (text !== undefined) await endWebSession(store, text);
      dropSession(c, proxies);
      return c.body(null, 204);
    });
}

const codeRoute = v1Route({
  method: "post",
  path: "/v1/sign-in-codes",
  tags,
  summary: "Make a code that signs a browser in once, as whoever the token is, within a quarter of an hour",
  request: { query: noQuery },
  responses: { 201: jsonAnswer(signInCodeAnswerSchema, "The code") },
});

export function signInCodeRoutes({ store }: AppDependencies) {
  return apiRouter().openapi(codeRoute, async (c) => {
    const { code, expiresAt } = await createSignInCode(store, c.get("token").id);
    c.header("cache-control", "no-store");
    return c.json({ code, expiresAt: expiresAt.toISOString() }, 201);
  });
}

function sessionAnswer({ projects, expiresAt }: WebSession, temporalUi: string | null): SessionAnswer {
  return {
    projects: projects.map(({ name, token }) => ({
      id: token.projectId,
      name,
      role: token.role,
      tokenId: token.id,
      tokenName: token.name,
    })),
    expiresAt: expiresAt.toISOString(),
    temporalUi,
  };
}
