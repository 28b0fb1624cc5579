import type { EpochMs, Schedule } from "@sluice/types";
import { and, asc, eq, inArray, isNull, lt, lte, notExists, sql } from "drizzle-orm";
import type { ConfigDb } from "./open-config-store.ts";
import { lockRecurring } from "./open-next-run.ts";
import { exports_, runs } from "./schema/tables.ts";

/** How the Temporal Schedule of an export should be. */
export interface ExportSchedule extends Schedule {
  readonly projectId: string;
  readonly requestId: number;
  readonly format: string;
  /** Why it doesn't run, or null when it does. */
  readonly pausedNote: string | null;
  /** Whether a run is due already, so that the schedule should act at once. */
  readonly isDue: boolean;
}

/**
 * Has an export's Temporal Schedule put as the export says, unless it is known to be so. The export stays locked until
 * `put` is done, so that of two changes the later one is put last. True when the schedule is right.
 */
export async function followSchedule(
  { db, rules }: ConfigDb,
  requestId: number,
  nowMs: EpochMs,
  put: (schedule: ExportSchedule) => Promise<void>,
): Promise<void> {
  await db.transaction(async (tx) => {
    const found = await lockRecurring(tx, requestId);
    if (!found || found.scheduledRevision >= found.scheduleRevision) return;
    await put({
      projectId: found.projectId,
      requestId,
      format: found.format,
      anchorMs: found.scheduleAnchorMs ?? 0,
      everyMs: (found.everyHours ?? 0) * rules.hourMs,
      pausedNote: found.stoppedAt === null ? null : (found.stopMessage ?? "Stopped."),
      isDue: found.nextRunMs !== null && found.nextRunMs <= nowMs,
    });
    await tx
      .update(exports_)
      .set({ scheduledRevision: found.scheduleRevision })
      .where(eq(exports_.requestId, requestId));
  });
}

const most = 1_000;

/** Exports whose schedule has not followed their last change. */
export async function listUnfollowedSchedules({ db }: ConfigDb): Promise<number[]> {
  const rows = await db
    .select({ requestId: exports_.requestId })
    .from(exports_)
    .where(lt(exports_.scheduledRevision, exports_.scheduleRevision))
    .orderBy(asc(exports_.requestId))
    .limit(most);
  return rows.map(({ requestId }) => requestId);
}

/** Exports that have had something to run since `dueMs`, and nothing runs. */
export async function listDueExports({ db }: ConfigDb, dueMs: EpochMs): Promise<number[]> {
  const alive = db
    .select({ one: sql`1` })
    .from(runs)
    .where(and(eq(runs.requestId, exports_.requestId), inArray(runs.status, ["Pending", "Running"])));
  const rows = await db
    .select({ requestId: exports_.requestId })
    .from(exports_)
    .where(and(lte(exports_.nextRunMs, dueMs), isNull(exports_.stoppedAt), notExists(alive)))
    .orderBy(asc(exports_.nextRunMs))
    .limit(most);
  return rows.map(({ requestId }) => requestId);
}

/** Notes that an export's Temporal Schedule is not there, so that it is put again. */
export async function forgetSchedule({ db }: ConfigDb, requestId: number): Promise<void> {
  await db.update(exports_).set({ scheduledRevision: 0 }).where(eq(exports_.requestId, requestId));
}
