import { type WebhookAnswer, webhookAnswerSchema } from "@sluice/types";
import type { ApiClient } from "./api-client.ts";
import { noSuchWebhook } from "./errors.ts";

/** The webhook with this id or name. */
export async function findWebhook(api: ApiClient, wanted: string): Promise<WebhookAnswer> {
  const all = await api.list(webhookAnswerSchema, "/v1/webhooks");
  const found = all.find(({ id }) => id === wanted) ?? all.find(({ name }) => name === wanted);
  if (found) return found;
  throw noSuchWebhook(
    wanted,
    all.map(({ id, name }) => `${id} (${name})`),
  );
}
