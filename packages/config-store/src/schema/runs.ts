import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { at, count, json, ofRun } from "./columns.ts";
import { connections } from "./connections.ts";
import { exports_ } from "./exports.ts";

/** One execution of an export over one window. */
export const runs = pgTable(
  "runs",
  {
    requestId: count("request_id")
      .notNull()
      .references(() => exports_.requestId),
    runTimestamp: count("run_timestamp").notNull(),
    status: text().notNull(),
    /** Grows with every retry by hand. */
    execution: integer().notNull().default(1),
    /** Whether the current execution's workflow is known to have been started. */
    started: boolean().notNull().default(false),
    /** Whether the current execution is to be stopped, whoever gets to tell Temporal. */
    stopRequested: boolean("stop_requested").notNull().default(false),
    /** What it delivers and how: the export's as it was when the run was created, whatever becomes of the export. */
    connectionId: uuid("connection_id")
      .notNull()
      .references(() => connections.id),
    format: text().notNull(),
    options: json().notNull(),
    eventNames: json("event_names"),
    window: json().notNull(),
    timeZone: text("time_zone").notNull(),
    /** Where the objects go: fixed when the run is created, whatever becomes of the connection. */
    target: json().notNull(),
    credentialVersion: integer("credential_version").notNull(),
    /** What the plan fixed; null before. */
    snapshotMs: count("snapshot_ms"),
    expectedRecords: count("expected_records"),
    plannedJobs: integer("planned_jobs"),
    records: count("records").notNull().default(0),
    objects: integer().notNull().default(0),
    bytes: count("bytes").notNull().default(0),
    jobsDone: integer("jobs_done").notNull().default(0),
    /** What the run waits for, in words; null when it doesn't. */
    waiting: text(),
    errorCode: text("error_code"),
    errorMessage: text("error_message"),
    manifestKey: json("manifest_key"),
    manifestText: json("manifest_text"),
    /** How much of it is kept, which grows less with time: see retention.ts. */
    kept: text().notNull().default("all"),
    createdAt: at("created_at").notNull().defaultNow(),
    updatedAt: at("updated_at").notNull().defaultNow(),
    startedAt: at("started_at"),
    endedAt: at("ended_at"),
  },
  (table) => [
    primaryKey({ columns: [table.requestId, table.runTimestamp] }),
    index("runs_alive").on(table.status).where(sql`${table.status} in ('Pending', 'Running')`),
    index("runs_by_time").on(table.runTimestamp, table.requestId),
    index("runs_by_end").on(table.endedAt),
    index("runs_to_forget").on(table.kept, table.endedAt),
  ],
);

/** The events of a run's plan. */
export const runEvents = pgTable(
  "run_events",
  { ...ofRun(), eventIndex: integer("event_index").notNull(), event: json().notNull() },
  (table) => [primaryKey({ columns: [table.requestId, table.runTimestamp, table.eventIndex] })],
);

/** The jobs of a run's plan, with their segments. */
export const runJobs = pgTable(
  "run_jobs",
  {
    ...ofRun(),
    jobIndex: integer("job_index").notNull(),
    label: json().notNull(),
    records: count("records").notNull(),
    segments: json().notNull(),
    done: boolean().notNull().default(false),
    /** Records encoded so far; says nothing of objects stored. */
    progress: count("progress").notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.requestId, table.runTimestamp, table.jobIndex] })],
);

/** The objects that finished jobs have stored. */
export const runObjects = pgTable(
  "run_objects",
  {
    ...ofRun(),
    eventIndex: integer("event_index").notNull(),
    databaseId: integer("database_id").notNull(),
    fileIndex: integer("file_index").notNull(),
    jobIndex: integer("job_index").notNull(),
    object: json().notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.requestId, table.runTimestamp, table.eventIndex, table.databaseId, table.fileIndex],
    }),
    index("run_objects_by_job").on(table.requestId, table.runTimestamp, table.jobIndex),
  ],
);

/** What happened to a run, for people. */
export const runTimeline = pgTable(
  "run_timeline",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    ...ofRun(),
    at: at("at").notNull().defaultNow(),
    kind: text().notNull(),
    detail: text(),
  },
  (table) => [index("run_timeline_by_run").on(table.requestId, table.runTimestamp, table.id)],
);

/** Errors that attempts of a run met, counted: a bucket that throttles for an hour is one row, not thousands. */
export const runErrors = pgTable(
  "run_errors",
  {
    ...ofRun(),
    /** The execution of the run that met them. */
    execution: integer().notNull(),
    code: text().notNull(),
    /** The last one, in the user's words. */
    message: text().notNull(),
    count: integer().notNull().default(1),
    firstAt: at("first_at").notNull().defaultNow(),
    lastAt: at("last_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.requestId, table.runTimestamp, table.execution, table.code] })],
);
