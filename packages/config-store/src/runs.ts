import { type RunId, runIdOf } from "@sluice/types";
import { and, desc, eq, inArray, lt, max, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { runNotFound } from "./errors.ts";
import type { ConfigDb } from "./open-config-store.ts";
import { isRun, runKeyOf } from "./run-key.ts";
import { type Run, runOf, selectRuns } from "./run-row.ts";
import { runs } from "./schema/tables.ts";

export async function getRun({ db }: ConfigDb, runId: RunId): Promise<Run> {
  const [row] = await selectRuns(db).where(isRun(runs, runKeyOf(runId)));
  if (!row) throw runNotFound(runId);
  return runOf(row);
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
  return rows.map(runOf);
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
  return new Map(rows.map(runOf).map((run) => [run.requestId, run]));
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
  return rows.map(runOf);
}

/** Runs that a workflow should be working on. */
export async function listStartedRuns({ db }: ConfigDb): Promise<Pick<Run, "runId" | "execution">[]> {
  const alive = inArray(runs.status, ["Pending", "Running"]);
  const rows = await db
    .select({ requestId: runs.requestId, runTimestamp: runs.runTimestamp, execution: runs.execution })
    .from(runs)
    .where(and(alive, eq(runs.started, true)));
  return rows.map((row) => ({ runId: runIdOf(row), execution: row.execution }));
}

/** Runs that are to be stopped and have not ended. */
export async function listStoppingRuns({ db }: ConfigDb): Promise<Run[]> {
  const alive = inArray(runs.status, ["Pending", "Running"]);
  const rows = await selectRuns(db)
    .where(and(alive, eq(runs.stopRequested, true)))
    .limit(1_000);
  return rows.map(runOf);
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
