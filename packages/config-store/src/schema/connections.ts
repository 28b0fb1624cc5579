import { sql } from "drizzle-orm";
import { integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { at, bytea, json } from "./columns.ts";
import { projects } from "./projects.ts";

/** A bucket and how to reach it. A deleted one stays for the history of its exports. */
export const connections = pgTable(
  "connections",
  {
    id: uuid().primaryKey().defaultRandom(),
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id),
    name: text().notNull(),
    /** A `ConnectionTarget`. */
    target: json().notNull(),
    /** The version that new runs use. */
    credentialVersion: integer("credential_version").notNull().default(1),
    createdAt: at("created_at").notNull().defaultNow(),
    deletedAt: at("deleted_at"),
  },
  (table) => [uniqueIndex("connections_name").on(table.projectId, table.name).where(sql`${table.deletedAt} is null`)],
);

/** Every version of a connection's credentials, sealed; a run keeps the one it started with. */
export const connectionCredentials = pgTable(
  "connection_credentials",
  {
    connectionId: uuid("connection_id")
      .notNull()
      .references(() => connections.id),
    version: integer().notNull(),
    /** What people may see: the access key id as `AKIA…7Q`, or the ARN of a role. */
    maskedKeyId: text("masked_key_id").notNull(),
    masterKeyId: text("master_key_id").notNull(),
    sealed: bytea().notNull(),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.version] })],
);
