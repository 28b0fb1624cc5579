import { type WebhookEventType, webhookEventTypeSchema } from "@sluice/types";
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { isUuid } from "./connections.ts";
import { webhookNotFound } from "./errors.ts";
import type { Queries } from "./open-config-store.ts";
import { webhooks } from "./schema/tables.ts";

export interface Webhook {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  readonly url: string;
  readonly eventTypes: readonly WebhookEventType[];
  readonly enabled: boolean;
  /** Until then the secret before the last roll signs as well; null when there is only one. */
  readonly previousUntil: Date | null;
  readonly createdAt: Date;
}

export async function webhookRow(db: Queries, projectId: string, id: string) {
  if (!isUuid(id)) throw webhookNotFound(id);
  const [row] = await db
    .select()
    .from(webhooks)
    .where(and(livingWebhooks(projectId), eq(webhooks.id, id)));
  if (!row) throw webhookNotFound(id);
  return row;
}

/** Those of a project that are not deleted. */
export function livingWebhooks(projectId: string) {
  return and(eq(webhooks.projectId, projectId), isNull(webhooks.deletedAt));
}

const eventTypesSchema = z.array(webhookEventTypeSchema);

export function webhookOf(row: typeof webhooks.$inferSelect): Webhook {
  const { id, projectId, name, url, enabled, previousUntil, createdAt } = row;
  const eventTypes = eventTypesSchema.parse(row.eventTypes);
  return { id, projectId, name, url, eventTypes, enabled, previousUntil, createdAt };
}
