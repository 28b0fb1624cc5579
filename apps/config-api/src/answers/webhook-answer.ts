import type { SentDelivery, Webhook, WebhookDelivery } from "@sluice/config-store";
import type { SentDeliveryAnswer, WebhookAnswer, WebhookDeliveryAnswer } from "@sluice/types";

/** A webhook as people may see it. */
export function webhookAnswer(webhook: Webhook): WebhookAnswer {
  const { id, name, url, eventTypes, enabled, previousUntil, createdAt } = webhook;
  return {
    id,
    name,
    url,
    enabled,
    eventTypes: [...eventTypes],
    previousSecretUntil: previousUntil?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}

export function deliveryAnswer(delivery: WebhookDelivery): WebhookDeliveryAnswer {
  const { id, webhookId, eventType, run, status, error, attempts, createdAt, endedAt } = delivery;
  return {
    id,
    webhookId,
    eventType,
    run,
    status,
    error,
    attempts: attempts.map(({ at, ...attempt }) => ({ at: at.toISOString(), ...attempt })),
    createdAt: createdAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  };
}

export function sentDeliveryAnswer(delivery: SentDelivery): SentDeliveryAnswer {
  return { ...deliveryAnswer(delivery), body: delivery.body };
}
