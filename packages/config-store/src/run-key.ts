import { parseRunId, type RunId } from "@sluice/types";
import { and, eq, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/** What names a run in the tables. */
export interface RunKey {
  readonly requestId: number;
  readonly runTimestamp: number;
}

export function runKeyOf(runId: RunId): RunKey {
  return parseRunId(runId);
}

export function isRun(table: { requestId: PgColumn; runTimestamp: PgColumn }, run: RunKey): SQL | undefined {
  return and(eq(table.requestId, run.requestId), eq(table.runTimestamp, run.runTimestamp));
}
