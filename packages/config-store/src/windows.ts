import { type EpochMs, type RunId, type RunStatus, runStatusSchema } from "@sluice/types";
import { and, asc, desc, eq, getTableColumns, gt, lt } from "drizzle-orm";
import { z } from "zod";
import type { ConfigDb } from "./open-config-store.ts";
import { isRun, runKeyOf } from "./run-key.ts";
import { runs, windows } from "./schema/tables.ts";

const windowStateSchema = z.enum(["open", "done", "skipped"]);

/** A window of a recurring export as the ledger has it, `[fromMs, toMs)` on captured-at. */
export interface LedgerWindow {
  readonly fromMs: EpochMs;
  readonly toMs: EpochMs;
  readonly state: z.infer<typeof windowStateSchema>;
  /** The run that delivers it; null for one that was skipped before it had a run. */
  readonly runTimestamp: number | null;
}

/** A window and how the run that delivers it is doing. */
export interface ListedWindow extends LedgerWindow {
  /** Null where it has no run. */
  readonly runStatus: RunStatus | null;
}

interface WindowRange {
  /** Oldest first; newest first when left out. */
  readonly isAscending?: boolean;
  /** The `fromMs` that the page goes on after, in its order. */
  readonly after?: EpochMs | undefined;
  /** Only windows that reach into `[fromMs, toMs)`. */
  readonly fromMs?: EpochMs | undefined;
  readonly toMs?: EpochMs | undefined;
  readonly limit: number;
}

/** A page of an export's windows. */
export async function listWindows(
  { db }: ConfigDb,
  requestId: number,
  { isAscending = false, after, fromMs, toMs, limit }: WindowRange,
): Promise<ListedWindow[]> {
  const isBeyond = isAscending ? gt : lt;
  const rows = await db
    .select({ ...getTableColumns(windows), runStatus: runs.status })
    .from(windows)
    .leftJoin(runs, and(eq(runs.requestId, windows.requestId), eq(runs.runTimestamp, windows.runTimestamp)))
    .where(
      and(
        eq(windows.requestId, requestId),
        after === undefined ? undefined : isBeyond(windows.fromMs, after),
        fromMs === undefined ? undefined : gt(windows.toMs, fromMs),
        toMs === undefined ? undefined : lt(windows.fromMs, toMs),
      ),
    )
    .orderBy(isAscending ? asc(windows.fromMs) : desc(windows.fromMs))
    .limit(limit);
  return rows.map((row) => ({ ...parsed(row), runStatus: runStatusSchema.nullable().parse(row.runStatus) }));
}

/** What lies before a run's window: the last run that was done, and what has been skipped since. */
export interface Preceding {
  readonly manifestKey: string | null;
  readonly skipped: readonly LedgerWindow[];
}

export async function precedingOf({ db }: ConfigDb, runId: RunId): Promise<Preceding> {
  const run = runKeyOf(runId);
  const ofExport = eq(windows.requestId, run.requestId);
  const [own] = await db.select().from(windows).where(isRun(windows, run));
  if (!own) return { manifestKey: null, skipped: [] };
  const [done] = await db
    .select({ toMs: windows.toMs, runTimestamp: windows.runTimestamp, manifestKey: runs.manifestKey })
    .from(windows)
    .innerJoin(runs, and(eq(runs.requestId, windows.requestId), eq(runs.runTimestamp, windows.runTimestamp)))
    .where(and(ofExport, eq(windows.state, "done"), lt(windows.fromMs, own.fromMs)))
    .orderBy(desc(windows.fromMs))
    .limit(1);
  const since = done ? gt(windows.toMs, done.toMs) : undefined;
  const skipped = await db
    .select()
    .from(windows)
    .where(and(ofExport, eq(windows.state, "skipped"), lt(windows.fromMs, own.fromMs), since))
    .orderBy(asc(windows.fromMs));
  return {
    manifestKey: done ? z.string().nullable().parse(done.manifestKey) : null,
    skipped: skipped.map(parsed),
  };
}

function parsed({ fromMs, toMs, state, runTimestamp }: typeof windows.$inferSelect): LedgerWindow {
  return { fromMs, toMs, runTimestamp, state: windowStateSchema.parse(state) };
}
