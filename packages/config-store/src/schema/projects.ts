import { sql } from "drizzle-orm";
import { integer, pgTable, text } from "drizzle-orm/pg-core";
import { at } from "./columns.ts";

/** One customer account. */
export const projects = pgTable("projects", {
  /** The account id. */
  id: text().primaryKey(),
  name: text().notNull(),
  timeZone: text("time_zone").notNull().default("UTC"),
  region: text().notNull().default("EU"),
  lookbackDays: integer("lookback_days").notNull().default(60),
  /** What a role that Sluice assumes for this project must ask for: no other project's requests carry it. */
  externalId: text("external_id").notNull().default(sql`gen_random_uuid()::text`),
  createdAt: at("created_at").notNull().defaultNow(),
});

export const apiTokens = pgTable("api_tokens", {
  /** SHA-256 of the token; the token itself is shown once and kept nowhere. */
  hash: text().primaryKey(),
  projectId: text("project_id")
    .notNull()
    .references(() => projects.id),
  name: text().notNull(),
  role: text().notNull(),
  createdAt: at("created_at").notNull().defaultNow(),
});
