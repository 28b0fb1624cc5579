import { integer, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { at, count, json } from "./columns.ts";

/** Answers to requests that came with an Idempotency-Key, but for new exports, which keep theirs below. */
export const idempotentAnswers = pgTable(
  "idempotent_answers",
  {
    projectId: text("project_id").notNull(),
    key: text().notNull(),
    requestHash: text("request_hash").notNull(),
    /** HTTP; null while the request is being worked on. */
    status: integer(),
    body: json(),
    claimedAt: at("claimed_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.key] })],
);

/** The exports that requests with an Idempotency-Key have made. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    projectId: text("project_id").notNull(),
    key: text().notNull(),
    requestHash: text("request_hash").notNull(),
    requestId: count("request_id").notNull(),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (table) => [unique("idempotency_key").on(table.projectId, table.key)],
);
