import { sql } from "drizzle-orm";
import { boolean, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { at, bytea, count, json } from "./columns.ts";
import { projects } from "./projects.ts";

/** Where a project wants to be told that a run has ended. */
export const webhooks = pgTable(
  "webhooks",
  {
    id: uuid().primaryKey().defaultRandom(),
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id),
    name: text().notNull(),
    url: text().notNull(),
    /** The types of event it wants: `run.done`, `run.failed`, `run.stopped`, `export.stopped`. */
    eventTypes: json("event_types").notNull(),
    enabled: boolean().notNull().default(true),
    masterKeyId: text("master_key_id").notNull(),
    /** What deliveries are signed with. */
    sealedSecret: bytea("sealed_secret").notNull(),
    /** The secret before it was rolled: deliveries are signed with it too until then. Null before the first roll. */
    previousMasterKeyId: text("previous_master_key_id"),
    previousSealedSecret: bytea("previous_sealed_secret"),
    previousUntil: at("previous_until"),
    createdAt: at("created_at").notNull().defaultNow(),
    deletedAt: at("deleted_at"),
  },
  (table) => [uniqueIndex("webhooks_name").on(table.projectId, table.name).where(sql`${table.deletedAt} is null`)],
);

/** One message to one webhook; one about a run is written down in the transaction that ends the run. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    /** The message's id, which the receiver sees. */
    id: uuid().primaryKey().defaultRandom(),
    webhookId: uuid("webhook_id")
      .notNull()
      .references(() => webhooks.id),
    /** The run that it tells of; null in a test message. */
    requestId: count("request_id"),
    runTimestamp: count("run_timestamp"),
    eventType: text("event_type").notNull(),
    /** The body's exact text. */
    body: json().notNull(),
    /** `Pending`, `Delivered` or `Failed`. */
    status: text().notNull().default("Pending"),
    /** Grows with every redelivery by hand. */
    execution: integer().notNull().default(1),
    /** Whether the current execution's workflow is known to have been started. */
    started: boolean().notNull().default(false),
    /** Why it failed for good; null otherwise. */
    errorCode: text("error_code"),
    errorMessage: text("error_message"),
    createdAt: at("created_at").notNull().defaultNow(),
    endedAt: at("ended_at"),
  },
  (table) => [
    index("webhook_deliveries_by_webhook").on(table.webhookId, table.createdAt, table.id),
    index("webhook_deliveries_unstarted").on(table.createdAt).where(sql`not ${table.started}`),
  ],
);

/** Every try at a delivery and what came back. */
export const webhookAttempts = pgTable(
  "webhook_attempts",
  {
    deliveryId: uuid("delivery_id")
      .notNull()
      .references(() => webhookDeliveries.id),
    /** Counts from 1 over all executions. */
    attempt: integer().notNull(),
    /** When it began. */
    at: at("at").notNull(),
    /** HTTP; null when no answer came. */
    responseStatus: integer("response_status"),
    errorCode: text("error_code"),
    errorMessage: text("error_message"),
    durationMs: integer("duration_ms").notNull(),
  },
  (table) => [primaryKey({ columns: [table.deliveryId, table.attempt] })],
);
