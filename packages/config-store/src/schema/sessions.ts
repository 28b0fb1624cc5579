import { index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { at } from "./columns.ts";
import { apiTokens } from "./projects.ts";

/** Browsers that are signed in. */
export const webSessions = pgTable(
  "web_sessions",
  {
    /** SHA-256 of what the browser's cookie holds. */
    hash: text().primaryKey(),
    createdAt: at("created_at").notNull().defaultNow(),
    /** To the minute. */
    lastUsedAt: at("last_used_at").notNull().defaultNow(),
    /** When it ends whatever happens. */
    expiresAt: at("expires_at").notNull(),
  },
  (table) => [index("web_sessions_by_end").on(table.expiresAt)],
);

/** The API tokens a session was signed in with: it may what they may, for as long as they may. */
export const webSessionTokens = pgTable(
  "web_session_tokens",
  {
    sessionHash: text("session_hash")
      .notNull()
      .references(() => webSessions.hash, { onDelete: "cascade" }),
    projectId: text("project_id").notNull(),
    tokenHash: text("token_hash")
      .notNull()
      .references(() => apiTokens.hash, { onDelete: "cascade" }),
  },
  (table) => [primaryKey({ columns: [table.sessionHash, table.projectId] })],
);

/** Links that sign a browser in, once. */
export const signInLinks = pgTable(
  "sign_in_links",
  {
    /** SHA-256 of the link's code. */
    hash: text().primaryKey(),
    tokenHash: text("token_hash")
      .notNull()
      .references(() => apiTokens.hash, { onDelete: "cascade" }),
    expiresAt: at("expires_at").notNull(),
  },
  (table) => [index("sign_in_links_by_end").on(table.expiresAt)],
);
