import type { RunId } from "@sluice/types";
import { and, eq, max, sql } from "drizzle-orm";
import { z } from "zod";
import type { ConfigDb, Queries } from "./open-config-store.ts";
import { isRun, runKeyOf } from "./run-key.ts";
import { webhookAttempts, webhookDeliveries, webhooks } from "./schema/tables.ts";
import { storableText } from "./storable-text.ts";
import type { StatedError, WebhookAttempt } from "./webhook-deliveries.ts";
import { type Webhook, webhookOf } from "./webhook-row.ts";

/** What the workflow of a delivery works on. */
export interface DeliveryExecution {
  readonly deliveryId: string;
  /** Counts from 1; a redelivery by hand is the next one. */
  readonly execution: number;
}

/** A delivery, and whom it is for. */
export interface ListedDelivery extends DeliveryExecution {
  readonly projectId: string;
  /** The export that it tells of; null in a test message. */
  readonly requestId: number | null;
}

const mostAtOnce = 1_000;
const isPending = eq(webhookDeliveries.status, "Pending");

/** Messages whose workflow is not known to have been started, oldest first; those of one run, or of any. */
export async function listUnstartedDeliveries({ db }: ConfigDb, runId?: RunId): Promise<ListedDelivery[]> {
  return selectDeliveries(db)
    .where(
      and(
        eq(webhookDeliveries.started, false),
        runId === undefined ? undefined : isRun(webhookDeliveries, runKeyOf(runId)),
      ),
    )
    .orderBy(webhookDeliveries.createdAt)
    .limit(mostAtOnce);
}

/** Messages that a workflow should be delivering. */
export async function listStartedDeliveries({ db }: ConfigDb): Promise<ListedDelivery[]> {
  return selectDeliveries(db).where(and(isPending, eq(webhookDeliveries.started, true)));
}

function selectDeliveries(db: Queries) {
  return db
    .select({
      projectId: webhooks.projectId,
      requestId: webhookDeliveries.requestId,
      deliveryId: webhookDeliveries.id,
      execution: webhookDeliveries.execution,
    })
    .from(webhookDeliveries)
    .innerJoin(webhooks, eq(webhooks.id, webhookDeliveries.webhookId))
    .$dynamic();
}

export async function markDeliveryStarted({ db }: ConfigDb, delivery: DeliveryExecution): Promise<void> {
  await db.update(webhookDeliveries).set({ started: true }).where(isExecution(delivery));
}

export interface DueDelivery {
  readonly webhook: Webhook;
  /** The body's exact text. */
  readonly body: string;
}

/** What is to be sent; null when it was delivered or given up, or another execution has begun. */
export async function dueDelivery({ db }: ConfigDb, delivery: DeliveryExecution): Promise<DueDelivery | null> {
  const [row] = await db
    .select({ webhook: webhooks, body: webhookDeliveries.body })
    .from(webhookDeliveries)
    .innerJoin(webhooks, eq(webhooks.id, webhookDeliveries.webhookId))
    .where(and(isExecution(delivery), isPending));
  return row ? { webhook: webhookOf(row.webhook), body: z.string().parse(row.body) } : null;
}

/** What an attempt ended an execution with. */
export type DeliveryEnd = { readonly status: "Delivered" } | { readonly status: "Failed"; readonly error: StatedError };

/** Writes down an attempt, and with it the end of the delivery; null when it is to be tried again. */
export async function noteAttempt(
  { db }: ConfigDb,
  delivery: DeliveryExecution,
  attempt: WebhookAttempt,
  ending: DeliveryEnd | null,
): Promise<void> {
  const { deliveryId } = delivery;
  const { at, responseStatus, error, durationMs } = attempt;
  await db.transaction(async (tx) => {
    await tx.select().from(webhookDeliveries).where(eq(webhookDeliveries.id, deliveryId)).for("no key update");
    const [last] = await tx
      .select({ attempt: max(webhookAttempts.attempt) })
      .from(webhookAttempts)
      .where(eq(webhookAttempts.deliveryId, deliveryId));
    await tx.insert(webhookAttempts).values({
      deliveryId,
      attempt: (last?.attempt ?? 0) + 1,
      at,
      responseStatus,
      durationMs,
      ...errorColumns(error),
    });
    if (ending) await end(tx, delivery, ending);
  });
}

/** Ends an execution of a delivery, unless it has ended. */
export async function endDelivery({ db }: ConfigDb, delivery: DeliveryExecution, ending: DeliveryEnd): Promise<void> {
  await end(db, delivery, ending);
}

/** As its receiver asked for with 410 Gone. */
export async function disableWebhook({ db }: ConfigDb, id: string): Promise<void> {
  await db.update(webhooks).set({ enabled: false }).where(eq(webhooks.id, id));
}

async function end(db: Queries, delivery: DeliveryExecution, ending: DeliveryEnd): Promise<void> {
  const { status } = ending;
  const error = errorColumns(ending.status === "Failed" ? ending.error : null);
  await db
    .update(webhookDeliveries)
    .set({ status, ...error, started: true, endedAt: sql`now()` })
    .where(and(isExecution(delivery), isPending));
}

function isExecution({ deliveryId, execution }: DeliveryExecution) {
  return and(eq(webhookDeliveries.id, deliveryId), eq(webhookDeliveries.execution, execution));
}

function errorColumns(error: StatedError | null) {
  return { errorCode: error?.code ?? null, errorMessage: error && storableText(error.message) };
}
