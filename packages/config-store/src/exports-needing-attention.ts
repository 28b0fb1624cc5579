import type { EpochMs } from "@sluice/types";
import { and, asc, desc, eq, isNotNull, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { ConfigDb } from "./open-config-store.ts";
import { exports_, runs } from "./schema/tables.ts";

/** An export that somebody should look at. */
export interface TroubledExport {
  readonly requestId: number;
  readonly name: string | null;
  /** Since when: its last run failed, its run is due, or it stopped itself. */
  readonly since: Date;
  /** What its last run met, or why it stopped; null for one that is late. */
  readonly error: { readonly code: string; readonly message: string } | null;
}

export interface Troubled {
  /** How many there are in all. */
  readonly count: number;
  /** The first of them. */
  readonly items: readonly TroubledExport[];
}

export interface ExportsNeedingAttention {
  /** Whose last run failed. */
  readonly failing: Troubled;
  /** Whose run should have begun before `lateBeforeMs`, and of which nothing has moved since: who catches up is not late. */
  readonly late: Troubled;
  /** That stopped themselves. */
  readonly stopped: Troubled;
}

/** Of a project's exports, but those that are archived. */
export async function exportsNeedingAttention(
  store: ConfigDb,
  projectId: string,
  { lateBeforeMs, limit }: { readonly lateBeforeMs: EpochMs; readonly limit: number },
): Promise<ExportsNeedingAttention> {
  const shown = and(eq(exports_.projectId, projectId), isNull(exports_.archivedAt));
  const isStopped = and(isNotNull(exports_.stoppedAt), isNotNull(exports_.stopCode));
  const hasFailed = and(eq(runs.status, "Failed"), isNull(exports_.stoppedAt));
  const isAtRest = or(isNull(runs.updatedAt), lt(runs.updatedAt, new Date(lateBeforeMs)));
  const isLate = and(lt(exports_.nextRunMs, lateBeforeMs), isNull(exports_.stoppedAt), isAtRest);
  return {
    failing: await troubled(store, limit, {
      where: and(shown, hasFailed),
      since: sql`coalesce(${runs.endedAt}, ${runs.createdAt})`,
      order: desc(runs.endedAt),
    }),
    late: await troubled(store, limit, {
      where: and(shown, isLate),
      since: sql`to_timestamp(${exports_.nextRunMs} / 1000.0)`,
      order: asc(exports_.nextRunMs),
    }),
    stopped: await troubled(store, limit, {
      where: and(shown, isStopped),
      since: sql`${exports_.stoppedAt}`,
      order: desc(exports_.stoppedAt),
    }),
  };
}

interface Trouble {
  readonly where: SQL | undefined;
  readonly since: SQL;
  readonly order: SQL;
}

async function troubled({ db }: ConfigDb, limit: number, { where, since, order }: Trouble): Promise<Troubled> {
  const rows = await db
    .select({
      count: sql`count(*) over ()`.mapWith(Number),
      requestId: exports_.requestId,
      name: exports_.name,
      since: since.mapWith(exports_.createdAt),
      stopCode: exports_.stopCode,
      stopMessage: exports_.stopMessage,
      errorCode: runs.errorCode,
      errorMessage: runs.errorMessage,
    })
    .from(exports_)
    .leftJoin(runs, and(eq(runs.requestId, exports_.requestId), eq(runs.runTimestamp, exports_.lastRunTimestamp)))
    .where(where)
    .orderBy(order, asc(exports_.requestId))
    .limit(limit);
  const items = rows.map(({ requestId, name, ...row }) => ({
    requestId,
    name,
    since: row.since,
    error: statedError(row.stopCode ?? row.errorCode, row.stopMessage ?? row.errorMessage),
  }));
  return { count: rows[0]?.count ?? 0, items };
}

function statedError(code: string | null, message: string | null) {
  return code === null ? null : { code, message: message ?? "" };
}
