import type { WebhookEventType } from "../api/schema.d.ts";
import { settingsTexts } from "../texts/settings.ts";

const { allEvents, eventTypes } = settingsTexts.webhooks;

export const webhookEventTypes: readonly WebhookEventType[] = [
  "run.done",
  "run.failed",
  "run.stopped",
  "export.stopped",
];

/** What a webhook is told of, in short. */
export function toldOf(types: readonly WebhookEventType[]): string {
  const told = webhookEventTypes.filter((type) => types.includes(type));
  return told.length === webhookEventTypes.length ? allEvents : told.map((type) => eventTypes[type].title).join(", ");
}
