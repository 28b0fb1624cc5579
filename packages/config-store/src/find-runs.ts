import type { EpochMs, Format, RunStatus } from "@sluice/types";
import { and, desc, eq, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import { isUuid } from "./connections.ts";
import type { ConfigDb } from "./open-config-store.ts";
import type { RunKey } from "./run-key.ts";
import { type Run, runOf, selectRuns } from "./run-row.ts";
import { exports_, runs } from "./schema/tables.ts";

export interface RunFilter {
  /** Any of these. */
  readonly statuses?: readonly RunStatus[] | undefined;
  readonly formats?: readonly Format[] | undefined;
  readonly requestId?: number | undefined;
  readonly connectionId?: string | undefined;
  /** Begun in `[startedFromMs, startedToMs)`; a run that has not begun is in no such range. */
  readonly startedFromMs?: EpochMs | undefined;
  readonly startedToMs?: EpochMs | undefined;
  /** Over since `[endedFromMs, endedToMs)`; a run that is not over is in no such range. */
  readonly endedFromMs?: EpochMs | undefined;
  readonly endedToMs?: EpochMs | undefined;
}

export interface RunPage {
  /** Only runs that come after this one in the list. */
  readonly before?: RunKey | undefined;
  readonly limit: number;
}

/** A project's runs, of all exports, by their timestamp, newest first. */
export async function findRuns(
  { db }: ConfigDb,
  projectId: string,
  { before, limit, ...filter }: RunFilter & RunPage,
): Promise<Run[]> {
  const place = sql`(${runs.runTimestamp}, ${runs.requestId})`;
  const later = before && sql`${place} < (${before.runTimestamp}, ${before.requestId})`;
  const rows = await selectRuns(db)
    .where(and(eq(exports_.projectId, projectId), ...conditions(filter), later))
    .orderBy(desc(runs.runTimestamp), desc(runs.requestId))
    .limit(limit);
  return rows.map(runOf);
}

function conditions(filter: RunFilter): (SQL | undefined)[] {
  const { statuses, formats, requestId, connectionId, startedFromMs, startedToMs, endedFromMs, endedToMs } = filter;
  return [
    statuses && inArray(runs.status, [...statuses]),
    formats && inArray(runs.format, [...formats]),
    requestId === undefined ? undefined : eq(runs.requestId, requestId),
    connectionId === undefined ? undefined : isUuid(connectionId) ? eq(runs.connectionId, connectionId) : sql`false`,
    startedFromMs === undefined ? undefined : gte(runs.startedAt, new Date(startedFromMs)),
    startedToMs === undefined ? undefined : lt(runs.startedAt, new Date(startedToMs)),
    endedFromMs === undefined ? undefined : gte(runs.endedAt, new Date(endedFromMs)),
    endedToMs === undefined ? undefined : lt(runs.endedAt, new Date(endedToMs)),
  ];
}
