import {
  type DeliveryStatus,
  deliveryStatusSchema,
  type WebhookMessage,
  type WebhookMessageType,
  webhookMessageTypeSchema,
} from "@sluice/types";
import { and, asc, desc, eq, inArray, lt, or, sql } from "drizzle-orm";
import { z } from "zod";
import { isUuid } from "./connections.ts";
import { deliveryNotFound, webhookDisabled } from "./errors.ts";
import type { ConfigDb, Queries } from "./open-config-store.ts";
import type { RunKey } from "./run-key.ts";
import { webhookAttempts, webhookDeliveries } from "./schema/tables.ts";
import type { Webhook } from "./webhook-row.ts";

export interface WebhookDelivery {
  /** The message's id. */
  readonly id: string;
  readonly webhookId: string;
  readonly eventType: WebhookMessageType;
  /** Null in a test message. */
  readonly run: RunKey | null;
  readonly status: DeliveryStatus;
  /** Why it failed for good. */
  readonly error: StatedError | null;
  /** Counts from 1; a redelivery by hand is the next one. */
  readonly execution: number;
  /** Oldest first. */
  readonly attempts: readonly WebhookAttempt[];
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}

export interface SentDelivery extends WebhookDelivery {
  /** The body's exact text. */
  readonly body: string;
}

export interface WebhookAttempt {
  /** When it began. */
  readonly at: Date;
  /** HTTP; null when no answer came. */
  readonly responseStatus: number | null;
  readonly error: StatedError | null;
  readonly durationMs: number;
}

export interface StatedError {
  readonly code: string;
  readonly message: string;
}

/** Sends a test message; one that is disabled gets none. */
export async function createTestDelivery({ db }: ConfigDb, webhook: Webhook, nowMs: number): Promise<WebhookDelivery> {
  if (!webhook.enabled) throw webhookDisabled(webhook.name);
  const { id, name } = webhook;
  const timestamp = new Date(nowMs).toISOString();
  const eventType = "webhook.test";
  const message: WebhookMessage = { type: eventType, timestamp, data: { webhook: { id, name } } };
  const body = JSON.stringify(message);
  const rows = await db.insert(webhookDeliveries).values({ webhookId: id, eventType, body }).returning();
  return onlyOne(await withAttempts(db, rows), id);
}

export interface DeliveryFilter {
  readonly status?: DeliveryStatus | undefined;
  /** Only deliveries older than this one. */
  readonly before?: { readonly createdAtMs: number; readonly id: string } | undefined;
  readonly limit: number;
}

/** Newest first. Paging by time and id stays stable while deliveries are added. */
export async function listDeliveries(
  { db }: ConfigDb,
  { id }: Webhook,
  { status, before, limit }: DeliveryFilter,
): Promise<WebhookDelivery[]> {
  const rows = await db
    .select()
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.webhookId, id),
        status && eq(webhookDeliveries.status, status),
        before && olderThan(new Date(before.createdAtMs), before.id),
      ),
    )
    .orderBy(desc(webhookDeliveries.createdAt), desc(webhookDeliveries.id))
    .limit(limit);
  return withAttempts(db, rows);
}

export async function getDelivery({ db }: ConfigDb, { id }: Webhook, deliveryId: string): Promise<SentDelivery> {
  if (!isUuid(deliveryId)) throw deliveryNotFound(deliveryId);
  const rows = await db.select().from(webhookDeliveries).where(isOfWebhook(id, deliveryId));
  const delivery = onlyOne(await withAttempts(db, rows), deliveryId);
  return { ...delivery, body: z.string().parse(rows[0]?.body) };
}

/** Has a message sent again at once, with its old id, whether it was delivered, failed or waits for its next attempt. */
export async function redeliver({ db }: ConfigDb, webhook: Webhook, deliveryId: string): Promise<WebhookDelivery> {
  if (!isUuid(deliveryId)) throw deliveryNotFound(deliveryId);
  if (!webhook.enabled) throw webhookDisabled(webhook.name);
  const rows = await db
    .update(webhookDeliveries)
    .set({
      status: "Pending",
      started: false,
      errorCode: null,
      errorMessage: null,
      endedAt: null,
      execution: sql`${webhookDeliveries.execution} + 1`,
    })
    .where(isOfWebhook(webhook.id, deliveryId))
    .returning();
  return onlyOne(await withAttempts(db, rows), deliveryId);
}

function isOfWebhook(webhookId: string, deliveryId: string) {
  return and(eq(webhookDeliveries.id, deliveryId), eq(webhookDeliveries.webhookId, webhookId));
}

function olderThan(createdAt: Date, id: string) {
  const sameTime = and(eq(webhookDeliveries.createdAt, createdAt), lt(webhookDeliveries.id, id));
  return or(lt(webhookDeliveries.createdAt, createdAt), sameTime);
}

type DeliveryRow = typeof webhookDeliveries.$inferSelect;

async function withAttempts(db: Queries, rows: readonly DeliveryRow[]): Promise<WebhookDelivery[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const attempts = await db
    .select()
    .from(webhookAttempts)
    .where(inArray(webhookAttempts.deliveryId, ids))
    .orderBy(asc(webhookAttempts.attempt));
  const byDelivery = Map.groupBy(attempts, ({ deliveryId }) => deliveryId);
  return rows.map((row) => parsed(row, byDelivery.get(row.id) ?? []));
}

function parsed(row: DeliveryRow, attempts: readonly (typeof webhookAttempts.$inferSelect)[]): WebhookDelivery {
  const { id, webhookId, requestId, runTimestamp, execution, createdAt, endedAt } = row;
  return {
    id,
    webhookId,
    execution,
    createdAt,
    endedAt,
    eventType: webhookMessageTypeSchema.parse(row.eventType),
    run: requestId === null || runTimestamp === null ? null : { requestId, runTimestamp },
    status: deliveryStatusSchema.parse(row.status),
    error: errorOf(row),
    attempts: attempts.map((attempt) => {
      const { at, responseStatus, durationMs } = attempt;
      return { at, responseStatus, durationMs, error: errorOf(attempt) };
    }),
  };
}

function errorOf({ errorCode, errorMessage }: Pick<DeliveryRow, "errorCode" | "errorMessage">): StatedError | null {
  return errorCode === null ? null : { code: errorCode, message: errorMessage ?? "" };
}

function onlyOne([first]: readonly WebhookDelivery[], id: string): WebhookDelivery {
  if (!first) throw deliveryNotFound(id);
  return first;
}
