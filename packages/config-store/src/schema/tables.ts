import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  customType,
  foreignKey,
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
    uniqueIndex("one_recurring_profile_export")
      .on(table.projectId)
      .where(sql`${table.type} = 'allProfiles' and ${table.frequency} = 'recurring' and ${table.stoppedAt} is null`),
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
    /** The types of event it wants: `run.done`, `run.failed`, `run.stopped`. */
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
