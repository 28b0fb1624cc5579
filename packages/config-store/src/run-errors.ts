import type { Failure, RunId } from "@sluice/types";
import { asc, sql } from "drizzle-orm";
import type { ConfigDb } from "./open-config-store.ts";
import { isRun, type RunKey, runKeyOf } from "./run-key.ts";
import { runErrors, runs } from "./schema/tables.ts";
import { storableText } from "./storable-text.ts";

/** An error that attempts of a run met, however often. */
export interface RunError {
  /** The execution of the run that met it. */
  readonly execution: number;
  readonly code: string;
  /** Of the last time. */
  readonly message: string;
  readonly count: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** Counts an error of the run's present execution. A run that is not there counts nothing. */
export async function noteRunError({ db }: ConfigDb, runId: RunId, { code, message }: Failure): Promise<void> {
  const run = runKeyOf(runId);
  const text = storableText(message);
  const found = db
    .select({
      requestId: runs.requestId,
      runTimestamp: runs.runTimestamp,
      execution: runs.execution,
      code: sql<string>`${code}::text`.as("code"),
      message: sql<string>`${text}::text`.as("message"),
      count: sql<number>`1`.as("count"),
      firstAt: sql<Date>`now()`.as("first_at"),
      lastAt: sql<Date>`now()`.as("last_at"),
    })
    .from(runs)
    .where(isRun(runs, run));
  await db
    .insert(runErrors)
    .select(found)
    .onConflictDoUpdate({
      target: [runErrors.requestId, runErrors.runTimestamp, runErrors.execution, runErrors.code],
      set: { count: sql`${runErrors.count} + 1`, message: text, lastAt: sql`now()` },
    });
}

/** A run's errors, in the order in which each was met first. */
export async function listRunErrors({ db }: ConfigDb, run: RunKey): Promise<RunError[]> {
  return db
    .select({
      execution: runErrors.execution,
      code: runErrors.code,
      message: runErrors.message,
      count: runErrors.count,
      firstAt: runErrors.firstAt,
      lastAt: runErrors.lastAt,
    })
    .from(runErrors)
    .where(isRun(runErrors, run))
    .orderBy(asc(runErrors.firstAt), asc(runErrors.code))
    .limit(1_000);
}
