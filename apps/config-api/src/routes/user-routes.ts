import { z } from "@hono/zod-openapi";
import { createForgetRequest, getForgetRequest, listForgetRequests } from "@sluice/config-store";
import { forgetRequestAnswerSchema, forgetRequestsAnswerSchema, pagingSchema, userNamedBySchema } from "@sluice/types";
import { forgetRequestAnswer } from "../answers/forget-request-answer.ts";
import { tokenTitle } from "../answers/token-title.ts";
import { beginForgetting } from "../begin-forgetting.ts";
import type { AppDependencies } from "../dependencies.ts";
import { apiRouter, jsonAnswer, noQuery } from "../http/api-router.ts";
import { type Cursors, pageOf } from "../http/cursor.ts";
import { v1Route } from "../http/v1-route.ts";

const tags = ["Users"];

const forgetRoute = v1Route({
  method: "delete",
  path: "/v1/users/{identity}",
  tags,
  summary: "Take a user's events and profiles out of the lake",
  description:
    "What was loaded before the request leaves the lake within minutes: all records whose profile has this `identity` or lists it among `all_identities`, or has this `objectId`. Runs that are planned already may still deliver them.",
  request: {
    params: z.object({ identity: z.string().min(1).describe("Of the user, percent-encoded.") }),
    query: z.strictObject({ by: userNamedBySchema.default("identity") }),
  },
  responses: { 202: jsonAnswer(forgetRequestAnswerSchema, "The request, which will be worked off") },
});

const listRoute = v1Route({
  method: "get",
  path: "/v1/forget-requests",
  tags,
  summary: "Who asked for users to be forgotten, when, and how many records that were; newest first",
  request: { query: pagingSchema },
  responses: { 200: jsonAnswer(forgetRequestsAnswerSchema, "A page of requests") },
});

const getRoute = v1Route({
  method: "get",
  path: "/v1/forget-requests/{id}",
  tags,
  summary: "One request to forget a user",
  request: { params: z.object({ id: z.string() }), query: noQuery },
  responses: { 200: jsonAnswer(forgetRequestAnswerSchema, "The request") },
  refuses: ["forget.not_found"],
});

export function userRoutes(deps: AppDependencies, cursors: Cursors) {
  const { store, masterKeys } = deps;
  return apiRouter()
    .openapi(forgetRoute, async (c) => {
      const asker = c.get("token");
      const { projectId } = asker;
      const user = { by: c.req.valid("query").by, value: c.req.valid("param").identity };
      const request = await createForgetRequest(store, masterKeys, { projectId, user, requestedBy: tokenTitle(asker) });
      c.get("log").info({ by: asker.id, request: request.id }, "a user is to be forgotten");
      await beginForgetting(deps, projectId, c.get("log"));
      c.header("location", `/v1/forget-requests/${request.id}`);
      return c.json(forgetRequestAnswer(request), 202);
    })
    .openapi(listRoute, async (c) => {
      const { projectId } = c.get("token");
      const { cursor, limit } = c.req.valid("query");
      const list = `${projectId} forget requests`;
      const before = cursors.read(list, cursor, z.object({ id: z.string(), requestedAtMs: z.int() }));
      const found = await listForgetRequests(store, projectId, { before, limit: limit + 1 });
      const page = pageOf(found, limit, ({ id, requestedAt }) =>
        cursors.write(list, { id, requestedAtMs: requestedAt.getTime() }),
      );
      return c.json({ ...page, items: page.items.map(forgetRequestAnswer) }, 200);
    })
    .openapi(getRoute, async (c) =>
      c.json(
        forgetRequestAnswer(await getForgetRequest(store, c.get("token").projectId, c.req.valid("param").id)),
        200,
      ),
    );
}
