import {
  type ConnectionTarget,
  connectionTargetSchema,
  type EpochMs,
  type ExportType,
  exportTypeSchema,
  type Format,
  type FormatOptions,
  formatOptionsSchema,
  formatSchema,
  type RunId,
  type RunStatus,
  runIdOf,
  runStatusSchema,
  type Window,
  windowSchema,
} from "@sluice/types";
import { and, desc, eq, getTableColumns, inArray, lt, max, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { runNotFound } from "./errors.ts";
import type { ConfigDb, Queries } from "./open-config-store.ts";
import { isRun, type RunKey, runKeyOf } from "./run-key.ts";
import { exports_, runs } from "./schema/tables.ts";

export interface Run extends RunKey {
  readonly runId: RunId;
  readonly projectId: string;
  readonly type: ExportType;
  readonly format: Format;
  readonly options: FormatOptions;
  readonly eventNames: readonly string[] | null;
  readonly status: RunStatus;
  readonly execution: number;
  readonly window: Window;
  readonly timeZone: string;
  readonly target: ConnectionTarget;
  readonly connectionId: string;
  readonly credentialVersion: number;
  /** What the plan fixed; null before there is one. */
  readonly plan: { readonly snapshotMs: EpochMs; readonly expectedRecords: number; readonly jobs: number } | null;
  readonly jobsDone: number;
  /** Of the objects stored so far. */
  readonly records: number;
  readonly objects: number;
  readonly bytes: number;
  readonly waiting: string | null;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly manifestKey: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
}

export async function getRun({ db }: ConfigDb, runId: RunId): Promise<Run> {
  const [row] = await selectRuns(db).where(isRun(runs, runKeyOf(runId)));
  if (!row) throw runNotFound(runId);
  return parsed(row);
}

/** An export's runs, newest first; the first one is the latest. */
export async function listRuns(
  { db }: ConfigDb,
  requestId: number,
  { before, limit }: { readonly before?: number | undefined; readonly limit: number },
): Promise<Run[]> {
  const earlier = before === undefined ? undefined : lt(runs.runTimestamp, before);
  const rows = await selectRuns(db)
    .where(and(eq(runs.requestId, requestId), earlier))
    .orderBy(desc(runs.runTimestamp))
    .limit(limit);
  return rows.map(parsed);
}

/** The latest run of each of these exports. */
export async function latestRuns({ db }: ConfigDb, requestIds: readonly number[]): Promise<ReadonlyMap<number, Run>> {
  if (requestIds.length === 0) return new Map();
  const ofExport = alias(runs, "of_export");
  const latest = db
    .select({ latest: max(ofExport.runTimestamp) })
    .from(ofExport)
    .where(eq(ofExport.requestId, runs.requestId));
  const rows = await selectRuns(db).where(
    and(inArray(runs.requestId, [...requestIds]), eq(runs.runTimestamp, sql`(${latest})`)),
  );
  return new Map(rows.map(parsed).map((run) => [run.requestId, run]));
}

/** Pending runs whose workflow is not known to have been started. */
export async function listUnstartedRuns(
  { db }: ConfigDb,
  { olderThanMs }: { readonly olderThanMs: number },
): Promise<Run[]> {
  const old = sql`${runs.updatedAt} < now() - ${olderThanMs} * interval '1 millisecond'`;
  const rows = await selectRuns(db)
    .where(and(eq(runs.status, "Pending"), eq(runs.started, false), old))
    .limit(1_000);
  return rows.map(parsed);
}

/** Runs that a workflow should be working on. */
export async function listStartedRuns({ db }: ConfigDb): Promise<Run[]> {
  const alive = inArray(runs.status, ["Pending", "Running"]);
  const rows = await selectRuns(db)
    .where(and(alive, eq(runs.started, true)))
    .limit(1_000);
  return rows.map(parsed);
}

/** Runs that are to be stopped and have not ended. */
export async function listStoppingRuns({ db }: ConfigDb): Promise<Run[]> {
  const alive = inArray(runs.status, ["Pending", "Running"]);
  const rows = await selectRuns(db)
    .where(and(alive, eq(runs.stopRequested, true)))
    .limit(1_000);
  return rows.map(parsed);
}

export async function getManifestText({ db }: ConfigDb, runId: RunId): Promise<string | null> {
  const [row] = await db
    .select({ text: runs.manifestText })
    .from(runs)
    .where(and(isRun(runs, runKeyOf(runId)), eq(runs.status, "Done")));
  return z
    .string()
    .nullable()
    .parse(row?.text ?? null);
}

function selectRuns(db: Queries) {
  // A manifest is long and seldom wanted.
  const { manifestText: _, ...columns } = getTableColumns(runs);
  return db
    .select({
      ...columns,
      projectId: exports_.projectId,
      type: exports_.type,
    })
    .from(runs)
    .innerJoin(exports_, eq(exports_.requestId, runs.requestId))
    .$dynamic();
}

const runRowSchema = z.object({
  type: exportTypeSchema,
  format: formatSchema,
  options: formatOptionsSchema,
  eventNames: z.array(z.string()).nullable(),
  status: runStatusSchema,
  window: windowSchema,
  target: connectionTargetSchema,
  manifestKey: z.string().nullable(),
});

type RunRow = Awaited<ReturnType<typeof selectRuns>>[number];

function parsed(row: RunRow): Run {
  const { snapshotMs, expectedRecords, plannedJobs, errorCode, errorMessage, ...run } = row;
  const parsedRow = runRowSchema.parse(row);
  const isPlanned = snapshotMs !== null && expectedRecords !== null && plannedJobs !== null;
  return {
    ...run,
    ...parsedRow,
    runId: runIdOf(row),
    // Before, it is only known what it would be.
    manifestKey: row.status === "Done" ? parsedRow.manifestKey : null,
    plan: isPlanned ? { snapshotMs, expectedRecords, jobs: plannedJobs } : null,
    error: errorCode === null ? null : { code: errorCode, message: errorMessage ?? "" },
  };
}
