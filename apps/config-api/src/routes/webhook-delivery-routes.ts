import { z } from "@hono/zod-openapi";
import { createTestDelivery, getDelivery, getWebhook, listDeliveries, redeliver } from "@sluice/config-store";
import {
  sentDeliveryAnswerSchema,
  webhookDeliveriesAnswerSchema,
  webhookDeliveriesQuerySchema,
  webhookDeliveryAnswerSchema,
} from "@sluice/types";
import { deliveryAnswer, sentDeliveryAnswer } from "../answers/webhook-answer.ts";
import { beginDelivery } from "../begin-delivery.ts";
import type { AppDependencies } from "../dependencies.ts";
import { apiRouter, jsonAnswer, noQuery } from "../http/api-router.ts";
import { type Cursors, pageOf } from "../http/cursor.ts";
import { idempotencyHeaders } from "../http/repeat-answers.ts";
import { v1Route } from "../http/v1-route.ts";

const tags = ["Webhooks"];
const params = z.object({ id: z.string() });

const testRoute = v1Route({
  method: "post",
  path: "/v1/webhooks/{id}/test",
  tags,
  summary: "Send a message of type webhook.test; the webhook's deliveries say how that went",
  request: { params, query: noQuery, headers: idempotencyHeaders },
  responses: { 202: jsonAnswer(webhookDeliveryAnswerSchema, "The delivery, which has begun") },
  refuses: ["webhook.not_found", "webhook.disabled"],
});

const deliveriesRoute = v1Route({
  method: "get",
  path: "/v1/webhooks/{id}/deliveries",
  tags,
  summary: "What was sent to a webhook, with every attempt, newest first",
  request: { params, query: webhookDeliveriesQuerySchema },
  responses: { 200: jsonAnswer(webhookDeliveriesAnswerSchema, "A page of deliveries") },
  refuses: ["webhook.not_found"],
});

const deliveryParams = params.extend({ deliveryId: z.string() });

const deliveryRoute = v1Route({
  method: "get",
  path: "/v1/webhooks/{id}/deliveries/{deliveryId}",
  tags,
  summary: "One message to a webhook, with its body and every attempt",
  request: { params: deliveryParams, query: noQuery },
  responses: { 200: jsonAnswer(sentDeliveryAnswerSchema, "The delivery") },
  refuses: ["webhook.not_found", "webhook.delivery_not_found"],
});

const redeliverRoute = v1Route({
  method: "post",
  path: "/v1/webhooks/{id}/deliveries/{deliveryId}/redeliver",
  tags,
  summary: "Send a message again, now and under the same id, whatever became of it before",
  request: { params: deliveryParams, query: noQuery, headers: idempotencyHeaders },
  responses: { 202: jsonAnswer(webhookDeliveryAnswerSchema, "The delivery, begun again") },
  refuses: ["webhook.not_found", "webhook.delivery_not_found", "webhook.disabled"],
});

export function webhookDeliveryRoutes(deps: AppDependencies, cursors: Cursors) {
  const { store, now } = deps;
  return apiRouter()
    .openapi(testRoute, async (c) => {
      const webhook = await getWebhook(store, c.get("token").projectId, c.req.valid("param").id);
      const delivery = await createTestDelivery(store, webhook, now());
      await beginDelivery(deps, webhook, delivery, c.get("log"));
      return c.json(deliveryAnswer(delivery), 202);
    })
    .openapi(deliveriesRoute, async (c) => {
      const { cursor, limit, status } = c.req.valid("query");
      const webhook = await getWebhook(store, c.get("token").projectId, c.req.valid("param").id);
      const list = `${webhook.id} deliveries ${status ?? ""}`;
      const before = cursors.read(list, cursor, z.object({ id: z.string(), createdAtMs: z.int() }));
      const found = await listDeliveries(store, webhook, { status, before, limit: limit + 1 });
      const page = pageOf(found, limit, ({ id, createdAt }) =>
        cursors.write(list, { id, createdAtMs: createdAt.getTime() }),
      );
      return c.json({ ...page, items: page.items.map(deliveryAnswer) }, 200);
    })
    .openapi(deliveryRoute, async (c) => {
      const { id, deliveryId } = c.req.valid("param");
      const webhook = await getWebhook(store, c.get("token").projectId, id);
      return c.json(sentDeliveryAnswer(await getDelivery(store, webhook, deliveryId)), 200);
    })
    .openapi(redeliverRoute, async (c) => {
      const { id, deliveryId } = c.req.valid("param");
      const webhook = await getWebhook(store, c.get("token").projectId, id);
      const delivery = await redeliver(store, webhook, deliveryId);
      await beginDelivery(deps, webhook, delivery, c.get("log"));
      return c.json(deliveryAnswer(delivery), 202);
    });
}
