import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  customType,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";

/** Bytes; `pg` gives and takes Buffers. */
const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });
/**
 * Keeps NUL in its strings, as text and jsonb can't. Its own type because Drizzle's `json` parses what `pg` has parsed
 * already, so that a string which looks like JSON would come back as something else.
 */
const json = customType<{ data: unknown }>({
  dataType: () => "json",
  toDriver: (value) => JSON.stringify(value),
});
const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });
/** Counts and epoch times: beyond 32 bits, within 2^53. */
const count = (name: string) => bigint(name, { mode: "number" });

/** One customer account. */
export const projects = pgTable("projects", {
  /** The account id. */
  id: text().primaryKey(),
  name: text().notNull(),
  timeZone: text("time_zone").notNull().default("UTC"),
  region: text().notNull().default("EU"),
  lookbackDays: integer("lookback_days").notNull().default(60),
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
    /** The access key id as people may see it: `AKIA…7Q`. */
    maskedKeyId: text("masked_key_id").notNull(),
    masterKeyId: text("master_key_id").notNull(),
    sealed: bytea().notNull(),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.version] })],
);

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
  },
  (table) => [index("exports_by_project").on(table.projectId, table.requestId)],
);

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
    createdAt: at("created_at").notNull().defaultNow(),
    updatedAt: at("updated_at").notNull().defaultNow(),
    startedAt: at("started_at"),
    endedAt: at("ended_at"),
  },
  (table) => [
    primaryKey({ columns: [table.requestId, table.runTimestamp] }),
    index("runs_alive").on(table.status).where(sql`${table.status} in ('Pending', 'Running')`),
  ],
);

const ofRun = () => ({
  requestId: count("request_id").notNull(),
  runTimestamp: count("run_timestamp").notNull(),
});

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
