import { z } from "@hono/zod-openapi";
import {
  createWebhook,
  deleteWebhook,
  getWebhook,
  listWebhooks,
  rollWebhookSecret,
  updateWebhook,
} from "@sluice/config-store";
import {
  newWebhookSchema,
  pagingSchema,
  webhookAnswerSchema,
  webhookChangeSchema,
  webhooksAnswerSchema,
  webhookWithSecretAnswerSchema,
} from "@sluice/types";
import { newSigningSecret } from "@sluice/webhooks";
import { webhookAnswer } from "../answers/webhook-answer.ts";
import { checkWebhookUrl } from "../checks/check-webhook-url.ts";
import type { AppDependencies } from "../dependencies.ts";
import { apiRouter, jsonAnswer, jsonBody, noQuery } from "../http/api-router.ts";
import { type Cursors, pageByCreation } from "../http/cursor.ts";
import { idempotencyHeaders } from "../http/repeat-answers.ts";
import { v1Route } from "../http/v1-route.ts";

const tags = ["Webhooks"];
const params = z.object({ id: z.string() });

const createWebhookRoute = v1Route({
  method: "post",
  path: "/v1/webhooks",
  tags,
  summary: "Have a URL told when runs end; the answer has the signing secret, this once",
  request: { query: noQuery, headers: idempotencyHeaders, body: jsonBody(newWebhookSchema) },
  responses: { 201: jsonAnswer(webhookWithSecretAnswerSchema, "The new webhook") },
  refuses: ["webhook.name_taken", "webhook.too_many", "webhook.url_refused"],
});

const listRoute = v1Route({
  method: "get",
  path: "/v1/webhooks",
  tags,
  summary: "All webhooks, oldest first",
  request: { query: pagingSchema },
  responses: { 200: jsonAnswer(webhooksAnswerSchema, "A page of webhooks") },
});

const getRoute = v1Route({
  method: "get",
  path: "/v1/webhooks/{id}",
  tags,
  summary: "One webhook, without its secret",
  request: { params, query: noQuery },
  responses: { 200: jsonAnswer(webhookAnswerSchema, "The webhook") },
  refuses: ["webhook.not_found"],
});

const patchRoute = v1Route({
  method: "patch",
  path: "/v1/webhooks/{id}",
  tags,
  summary: "Change a webhook, also for messages that are still to be delivered",
  request: { params, query: noQuery, body: jsonBody(webhookChangeSchema) },
  responses: { 200: jsonAnswer(webhookAnswerSchema, "The webhook as it is now") },
  refuses: ["webhook.not_found", "webhook.name_taken", "webhook.url_refused"],
});

const secretRoute = v1Route({
  method: "post",
  path: "/v1/webhooks/{id}/secret",
  tags,
  summary: "Roll the signing secret; the one before signs beside it for 24 hours",
  request: { params, query: noQuery, headers: idempotencyHeaders },
  responses: {
    200: jsonAnswer(webhookWithSecretAnswerSchema, "The webhook with its new secret, this once"),
  },
  refuses: ["webhook.not_found"],
});

const deleteRoute = v1Route({
  method: "delete",
  path: "/v1/webhooks/{id}",
  tags,
  summary: "Delete a webhook, its secret and its log; what was not delivered yet is not delivered any more",
  request: { params, query: noQuery },
  responses: { 204: { description: "It is gone" } },
  refuses: ["webhook.not_found"],
});

export function webhookRoutes(deps: AppDependencies, cursors: Cursors) {
  const { store, masterKeys, now } = deps;
  return apiRouter()
    .openapi(createWebhookRoute, async (c) => {
      const { projectId } = c.get("token");
      const wanted = c.req.valid("json");
      checkWebhookUrl(deps, wanted.url);
      const secret = newSigningSecret();
      const webhook = await createWebhook(store, masterKeys, { ...wanted, projectId, secret });
      c.header("location", `/v1/webhooks/${webhook.id}`);
      return c.json({ ...webhookAnswer(webhook), secret }, 201);
    })
    .openapi(listRoute, async (c) => {
      const { projectId } = c.get("token");
      const { cursor, limit } = c.req.valid("query");
      const all = await listWebhooks(store, projectId);
      const page = pageByCreation(cursors, `${projectId} webhooks`, all, { cursor, limit });
      return c.json({ ...page, items: page.items.map(webhookAnswer) }, 200);
    })
    .openapi(getRoute, async (c) =>
      c.json(webhookAnswer(await getWebhook(store, c.get("token").projectId, c.req.valid("param").id)), 200),
    )
    .openapi(patchRoute, async (c) => {
      const change = c.req.valid("json");
      if (change.url !== undefined) checkWebhookUrl(deps, change.url);
      const webhook = await updateWebhook(store, c.get("token").projectId, c.req.valid("param").id, change);
      return c.json(webhookAnswer(webhook), 200);
    })
    .openapi(secretRoute, async (c) => {
      const { projectId } = c.get("token");
      const { id } = c.req.valid("param");
      const secret = newSigningSecret();
      const webhook = await rollWebhookSecret(store, masterKeys, { projectId, id, secret, nowMs: now() });
      return c.json({ ...webhookAnswer(webhook), secret }, 200);
    })
    .openapi(deleteRoute, async (c) => {
      await deleteWebhook(store, c.get("token").projectId, c.req.valid("param").id);
      return c.body(null, 204);
    });
}
