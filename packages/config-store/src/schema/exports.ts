import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { at, count, json } from "./columns.ts";
import { connections } from "./connections.ts";
import { projects } from "./projects.ts";

/** What to export, in which format, to which connection. */
export const exports_ = pgTable(
  "exports",
  {
    /** Epoch seconds of its creation, made unique by adding seconds. */
    requestId: count("request_id").primaryKey(),
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id),
    name: text(),
    connectionId: uuid("connection_id")
      .notNull()
      .references(() => connections.id),
    type: text().notNull(),
    frequency: text().notNull(),
    format: text().notNull(),
    options: json().notNull(),
    /** Null for all events. Names may hold NUL, which only `json` keeps. */
    eventNames: json("event_names"),
    status: text().notNull(),
    createdAt: at("created_at").notNull().defaultNow(),
    /** When it was made or changed last, by the database's clock. */
    changedAt: at("changed_at")
      .notNull()
      .defaultNow()
      .$onUpdate(() => sql`clock_timestamp()`),
    /** When somebody put it out of the log's way; null while it is shown there. */
    archivedAt: at("archived_at"),
    /** The timestamp of its latest run; 0 before the first one. */
    lastRunTimestamp: count("last_run_timestamp").notNull().default(0),
    /** The rest is of recurring exports alone; null or idle for others. */
    everyHours: integer("every_hours"),
    /** Runs are scheduled at this instant and every `everyHours` after it. */
    scheduleAnchorMs: count("schedule_anchor_ms"),
    /** Where the first window starts, on captured-at. */
    firstFromMs: count("first_from_ms"),
    /** When the next window is to be opened; null while stopped. */
    nextRunMs: count("next_run_ms"),
    /** The first failure since the last run that was done. */
    failingSinceMs: count("failing_since_ms"),
    stoppedAt: at("stopped_at"),
    /** Why it stopped itself; null when somebody stopped it. */
    stopCode: text("stop_code"),
    stopMessage: text("stop_message"),
    /** Grows with every change that the Temporal Schedule has to follow. */
    scheduleRevision: integer("schedule_revision").notNull().default(0),
    /** The revision that the Temporal Schedule is known to follow. */
    scheduledRevision: integer("scheduled_revision").notNull().default(0),
  },
  (table) => [
    index("exports_by_project").on(table.projectId, table.requestId),
    index("exports_by_last_run").on(table.projectId, table.lastRunTimestamp, table.requestId),
    uniqueIndex("one_recurring_profile_export")
      .on(table.projectId)
      .where(sql`${table.type} = 'allProfiles' and ${table.frequency} = 'recurring' and ${table.stoppedAt} is null`),
    index("exports_by_change").on(table.changedAt),
    index("exports_due").on(table.nextRunMs).where(sql`${table.nextRunMs} is not null`),
    check(
      "recurring_has_schedule",
      sql`(${table.frequency} = 'recurring') = (${table.everyHours} is not null and ${table.scheduleAnchorMs} is not null and ${table.firstFromMs} is not null)`,
    ),
  ],
);

/**
 * The ledger of a recurring export's windows, on captured-at. Its constraints make it a chain: one first window, each
 * other one starts where the one before ends, no two start or end at the same instant, at most one is open. A row is
 * never changed but for how its window ended.
 */
export const windows = pgTable(
  "windows",
  {
    requestId: count("request_id")
      .notNull()
      .references(() => exports_.requestId),
    fromMs: count("from_ms").notNull(),
    toMs: count("to_ms").notNull(),
    /** The end of the window before, which is `fromMs`; null for the first one. */
    followsMs: count("follows_ms"),
    /** The run that delivers it; null for a window that was skipped before it had one. */
    runTimestamp: count("run_timestamp"),
    /** `open`, `done` or `skipped`. */
    state: text().notNull(),
    openedAt: at("opened_at").notNull().defaultNow(),
    closedAt: at("closed_at"),
  },
  (table) => [
    primaryKey({ columns: [table.requestId, table.fromMs] }),
    unique("windows_end_once").on(table.requestId, table.toMs),
    unique("windows_of_runs").on(table.requestId, table.runTimestamp),
    foreignKey({
      name: "windows_follow",
      columns: [table.requestId, table.followsMs],
      foreignColumns: [table.requestId, table.toMs],
    }),
    uniqueIndex("one_first_window").on(table.requestId).where(sql`${table.followsMs} is null`),
    uniqueIndex("one_open_window").on(table.requestId).where(sql`${table.state} = 'open'`),
    check("windows_have_length", sql`${table.fromMs} < ${table.toMs}`),
    check("windows_leave_no_gap", sql`${table.followsMs} is null or ${table.followsMs} = ${table.fromMs}`),
    check("windows_end_known", sql`${table.state} in ('open', 'done', 'skipped')`),
    check("windows_delivered_by_runs", sql`${table.state} = 'skipped' or ${table.runTimestamp} is not null`),
  ],
);
