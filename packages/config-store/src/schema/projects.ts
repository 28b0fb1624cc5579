import { sql } from "drizzle-orm";
import { index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
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
  /** A deleted one stays for the history of its exports; its id is not given again. */
  deletedAt: at("deleted_at"),
});

/** Who may ask the API. A revoked one stays for a while, so that it can be told what became of it. */
export const apiTokens = pgTable(
  "api_tokens",
  {
    /** SHA-256 of the token; the token itself is shown once and kept nowhere. */
    hash: text().primaryKey(),
    id: uuid().notNull().defaultRandom(),
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id),
    name: text().notNull(),
    role: text().notNull(),
    /** The token's last characters, by which its owner knows it again. */
    hint: text().notNull().default(""),
    /** Who made it: a token's name, or a command. */
    createdBy: text("created_by").notNull().default(""),
    createdAt: at("created_at").notNull().defaultNow(),
    expiresAt: at("expires_at"),
    /** To the minute. */
    lastUsedAt: at("last_used_at"),
    revokedAt: at("revoked_at"),
    revokedBy: text("revoked_by"),
  },
  (table) => [uniqueIndex("api_tokens_id").on(table.id), index("api_tokens_of_project").on(table.projectId)],
);
