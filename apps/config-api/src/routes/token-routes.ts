import { z } from "@hono/zod-openapi";
import { createApiToken, getApiToken, listApiTokens, revokeApiToken } from "@sluice/config-store";
import {
  instantMs,
  newTokenSchema,
  pagingSchema,
  tokenAnswerSchema,
  tokensAnswerSchema,
  tokenWithTextAnswerSchema,
} from "@sluice/types";
import { tokenAnswer } from "../answers/token-answer.ts";
import { tokenTitle } from "../answers/token-title.ts";
import type { AppDependencies } from "../dependencies.ts";
import { expiryPast } from "../errors.ts";
import { apiRouter, jsonAnswer, jsonBody, noQuery } from "../http/api-router.ts";
import { type Cursors, pageByCreation } from "../http/cursor.ts";
import { v1Route } from "../http/v1-route.ts";

const tags = ["Tokens"];
const params = z.object({ id: z.string() });

// Takes no Idempotency-Key: the answer to one would have to be kept, and a token's text is kept nowhere.
const createTokenRoute = v1Route({
  method: "post",
  path: "/v1/tokens",
  tags,
  summary: "Make an API token for this project; the answer has its text, this once",
  request: { query: noQuery, body: jsonBody(newTokenSchema) },
  responses: { 201: jsonAnswer(tokenWithTextAnswerSchema, "The new token") },
});

const listRoute = v1Route({
  method: "get",
  path: "/v1/tokens",
  tags,
  summary: "The project's API tokens, oldest first, without their texts",
  request: { query: pagingSchema },
  responses: { 200: jsonAnswer(tokensAnswerSchema, "A page of tokens") },
});

const getRoute = v1Route({
  method: "get",
  path: "/v1/tokens/{id}",
  tags,
  summary: "One API token, without its text",
  request: { params, query: noQuery },
  responses: { 200: jsonAnswer(tokenAnswerSchema, "The token") },
  refuses: ["token.not_found"],
});

const revokeRoute = v1Route({
  method: "delete",
  path: "/v1/tokens/{id}",
  tags,
  summary: "Revoke an API token: the very next request with it is refused. It may be the token that asks",
  request: { params, query: noQuery },
  responses: { 204: { description: "It lets nobody in any more" } },
  refuses: ["token.not_found"],
});

export function tokenRoutes({ store, now }: AppDependencies, cursors: Cursors) {
  return apiRouter()
    .openapi(createTokenRoute, async (c) => {
      const asker = c.get("token");
      const { name, role, expiresAt } = c.req.valid("json");
      const expires = expiresAt === null ? null : new Date(instantMs(expiresAt));
      if (expires !== null && expires.getTime() <= now()) throw expiryPast();
      const wanted = { projectId: asker.projectId, name, role, expiresAt: expires, createdBy: tokenTitle(asker) };
      const { text, token } = await createApiToken(store, wanted);
      c.get("log").info({ by: asker.id, made: token.id, role }, "API token made");
      c.header("location", `/v1/tokens/${token.id}`);
      c.header("cache-control", "no-store");
      return c.json({ ...tokenAnswer(token), token: text }, 201);
    })
    .openapi(listRoute, async (c) => {
      const { projectId } = c.get("token");
      const { cursor, limit } = c.req.valid("query");
      const all = await listApiTokens(store, projectId);
      const page = pageByCreation(cursors, `${projectId} tokens`, all, { cursor, limit });
      return c.json({ ...page, items: page.items.map(tokenAnswer) }, 200);
    })
    .openapi(getRoute, async (c) =>
      c.json(tokenAnswer(await getApiToken(store, c.get("token").projectId, c.req.valid("param").id)), 200),
    )
    .openapi(revokeRoute, async (c) => {
      const asker = c.get("token");
      const { id } = await revokeApiToken(store, asker.projectId, c.req.valid("param").id, tokenTitle(asker));
      c.get("log").info({ by: asker.id, revoked: id }, "API token revoked");
      return c.body(null, 204);
    });
}
