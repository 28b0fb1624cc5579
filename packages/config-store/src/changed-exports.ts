import { type EpochMs, runIdOf } from "@sluice/types";
import { and, desc, eq, gt, inArray, lte, sql } from "drizzle-orm";
import type { ConfigDb } from "./open-config-store.ts";
import { type Run, runOf, selectRuns } from "./run-row.ts";
import { exports_, runJobs, runs } from "./schema/tables.ts";

export interface ChangedExport {
  readonly projectId: string;
  readonly requestId: number;
  readonly changedAtMs: EpochMs;
}

/** What the database's clock says, which `changedAtMs` is by. */
export async function storeNowMs({ db }: ConfigDb): Promise<EpochMs> {
  const [row] = await db
    .select({ at: sql`clock_timestamp()`.mapWith(exports_.changedAt) })
    .from(sql`(select 1) as one`);
  if (!row) throw new Error("the database has no clock");
  return row.at.getTime();
}

/**
 * Exports that were made or changed after `sinceMs`, lately changed first, `limit` at most. A change is seen when its
 * transaction is over, so whoever asks again and again looks back a little further than to the last time.
 */
export async function changedExports(
  { db }: ConfigDb,
  projectIds: readonly string[],
  { sinceMs, limit }: { readonly sinceMs: EpochMs; readonly limit: number },
): Promise<ChangedExport[]> {
  const rows = await db
    .select({ projectId: exports_.projectId, requestId: exports_.requestId, changedAt: exports_.changedAt })
    .from(exports_)
    .where(and(inArray(exports_.projectId, [...projectIds]), gt(exports_.changedAt, new Date(sinceMs))))
    .orderBy(desc(exports_.changedAt))
    .limit(limit);
  return rows.map(({ changedAt, ...row }) => ({ ...row, changedAtMs: changedAt.getTime() }));
}

/** A run that has not ended, and how many of its records are encoded, those of unfinished jobs included. */
export interface RunUnderWay {
  readonly run: Run;
  readonly encodedRecords: number;
}

/** The projects' runs that have not ended, those at work before those that wait, `limit` of each project at most. */
export async function runsUnderWay(
  { db }: ConfigDb,
  projectIds: readonly string[],
  { limit }: { readonly limit: number },
): Promise<RunUnderWay[]> {
  const isUnderWay = inArray(runs.status, ["Pending", "Running"]);
  const order = sql`${runs.status} desc, ${runs.runTimestamp}, ${runs.requestId}`;
  const places = db
    .select({
      requestId: runs.requestId,
      runTimestamp: runs.runTimestamp,
      place: sql<number>`row_number() over (partition by ${exports_.projectId} order by ${order})`.as("place"),
    })
    .from(runs)
    .innerJoin(exports_, eq(exports_.requestId, runs.requestId))
    .where(and(isUnderWay, inArray(exports_.projectId, [...projectIds])))
    .as("places");
  const rows = await selectRuns(db)
    .innerJoin(
      places,
      and(eq(places.requestId, runs.requestId), eq(places.runTimestamp, runs.runTimestamp), lte(places.place, limit)),
    )
    .orderBy(order);
  const found = rows.map(runOf);
  const ids = found.map(({ requestId }) => requestId);
  if (ids.length === 0) return [];
  const encoded = await db
    .select({
      requestId: runJobs.requestId,
      runTimestamp: runJobs.runTimestamp,
      records: sql`sum(${runJobs.progress})`.mapWith(Number),
    })
    .from(runJobs)
    .innerJoin(runs, and(eq(runs.requestId, runJobs.requestId), eq(runs.runTimestamp, runJobs.runTimestamp)))
    .where(and(isUnderWay, inArray(runJobs.requestId, ids)))
    .groupBy(runJobs.requestId, runJobs.runTimestamp);
  const records = new Map(encoded.map((row) => [runIdOf(row), row.records]));
  return found.map((run) => ({ run, encodedRecords: records.get(run.runId) ?? 0 }));
}
