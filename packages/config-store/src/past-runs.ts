import { type Format, formatSchema } from "@sluice/types";
import { and, desc, eq, gt, sql } from "drizzle-orm";
import type { ConfigDb } from "./open-config-store.ts";
import { exports_, runs } from "./schema/tables.ts";

/** What a run that is Done delivered and how long that took. */
export interface PastRun {
  readonly format: Format;
  readonly records: number;
  readonly durationMs: number;
}

/** The latest exports that are looked at, and the latest runs of each, so that it costs the same in a long history. */
const maxExports = 20;
const maxRunsOfEach = 10;

/** Runs of the project's latest exports that were done at the first attempt and had something to deliver. */
export async function listPastRuns({ db }: ConfigDb, projectId: string): Promise<PastRun[]> {
  const latest = db
    .select({ requestId: exports_.requestId })
    .from(exports_)
    .where(eq(exports_.projectId, projectId))
    .orderBy(desc(exports_.lastRunTimestamp), desc(exports_.requestId))
    .limit(maxExports)
    .as("latest");
  const past = db
    .select({
      format: runs.format,
      records: runs.records,
      durationMs: sql`extract(epoch from ${runs.endedAt} - ${runs.startedAt}) * 1000`.mapWith(Number).as("duration_ms"),
    })
    .from(runs)
    .where(
      and(
        eq(runs.requestId, latest.requestId),
        eq(runs.status, "Done"),
        // What was tried again has waited in between.
        eq(runs.execution, 1),
        gt(runs.records, 0),
      ),
    )
    .orderBy(desc(runs.runTimestamp))
    .limit(maxRunsOfEach)
    .as("past");
  const rows = await db
    .select({ format: past.format, records: past.records, durationMs: past.durationMs })
    .from(latest)
    .crossJoinLateral(past);
  return rows.map(({ format, ...run }) => ({ ...run, format: formatSchema.parse(format) }));
}
