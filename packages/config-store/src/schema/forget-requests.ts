import { sql } from "drizzle-orm";
import { index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { at, bytea, count } from "./columns.ts";
import { projects } from "./projects.ts";

/** That somebody asked for a user to be forgotten, and what came of it. Who the user was it says only until then, sealed. */
export const forgetRequests = pgTable(
  "forget_requests",
  {
    id: uuid().primaryKey().defaultRandom(),
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id),
    /** A token's name. */
    requestedBy: text("requested_by").notNull(),
    requestedAt: at("requested_at").notNull().defaultNow(),
    /** `Pending`, `Running`, `Done` or `Failed`. */
    status: text().notNull().default("Pending"),
    /** How many have left the lake; null before it is done. */
    events: count("events"),
    profiles: count("profiles"),
    errorCode: text("error_code"),
    errorMessage: text("error_message"),
    /** The user; null once it has ended. */
    masterKeyId: text("master_key_id"),
    sealedUser: bytea("sealed_user"),
    endedAt: at("ended_at"),
  },
  (table) => [
    index("forget_requests_by_project").on(table.projectId, table.requestedAt, table.id),
    index("forget_requests_open").on(table.requestedAt).where(sql`${table.endedAt} is null`),
  ],
);
