import { nextWindow, type ScheduledWindow } from "@sluice/chunking";
import { type EpochMs, type Format, formatSchema, type RunId, runIdOf, type ScheduleRules } from "@sluice/types";
import { and, desc, eq, max } from "drizzle-orm";
import { insertRun } from "./insert-run.ts";
import { type ExportRow, lockExport } from "./lock-export.ts";
import type { ConfigDb, Queries } from "./open-config-store.ts";
import { reopen } from "./reopen-run.ts";
import { isRun } from "./run-key.ts";
import { connections, exports_, projects, runs, windows } from "./schema/tables.ts";

/** A run that a workflow should be working on. */
export interface OpenRun {
  readonly runId: RunId;
  readonly format: Format;
  readonly execution: number;
}

/**
 * What a recurring export has to run at this moment, or null. The run of its open window comes first: one that is alive
 * is given as it is, one that failed is opened again when its time has come. Only when no window is open, and the next
 * one's scheduled time has come, is that opened. Calling it again, or twice at once, opens nothing twice.
 */
export async function openNextRun(store: ConfigDb, requestId: number, nowMs: EpochMs): Promise<OpenRun | null> {
  return store.db.transaction(async (tx) => {
    const found = await lockRecurring(tx, requestId);
    if (!found || found.stoppedAt !== null) return null;
    const open = await openWindowOf(tx, requestId);
    if (open) return goOn(tx, found, open.runTimestamp ?? 0, nowMs);
    const last = await lastWindow(tx, requestId);
    const window = nextWindowOf(found, last, store.rules);
    if (window === null || window.scheduledMs > nowMs) {
      await setNextRun(tx, requestId, window?.scheduledMs ?? null);
      return null;
    }
    return openWindow(tx, found, window, last, store.rules);
  });
}

/** The window that a recurring export opens next, and when; null for a one-time export and for one that is stopped. */
export async function upcomingWindow({ db, rules }: ConfigDb, requestId: number): Promise<ScheduledWindow | null> {
  // In one snapshot, so that a window which is opened meanwhile is not both there and to come.
  return db.transaction(
    async (tx) => {
      const [found] = await tx.select().from(exports_).where(eq(exports_.requestId, requestId));
      if (!found || found.stoppedAt !== null) return null;
      return nextWindowOf(found, await lastWindow(tx, requestId), rules);
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

type WindowRow = typeof windows.$inferSelect;
/** The last window, and the latest run of any window, which may be an earlier one's. */
export type LedgerEndRow = WindowRow & { readonly lastRunTimestamp: number | null };
type ScheduleRow = Pick<ExportRow, "everyHours" | "scheduleAnchorMs" | "firstFromMs">;

/** When the window after `last` is to be opened. */
export function nextRunMsOf(row: ScheduleRow, last: LedgerEndRow | null, rules: ScheduleRules): EpochMs | null {
  return nextWindowOf(row, last, rules)?.scheduledMs ?? null;
}

export async function lastWindow(tx: Queries, requestId: number): Promise<LedgerEndRow | null> {
  const ofExport = eq(windows.requestId, requestId);
  const [row] = await tx.select().from(windows).where(ofExport).orderBy(desc(windows.toMs)).limit(1);
  if (!row) return null;
  const [latest] = await tx
    .select({ lastRunTimestamp: max(windows.runTimestamp) })
    .from(windows)
    .where(ofExport);
  return { ...row, lastRunTimestamp: latest?.lastRunTimestamp ?? null };
}

/** The open window. What follows it can only have been skipped. */
export async function openWindowOf(tx: Queries, requestId: number): Promise<WindowRow | null> {
  const [row] = await tx
    .select()
    .from(windows)
    .where(and(eq(windows.requestId, requestId), eq(windows.state, "open")));
  return row ?? null;
}

export async function lockRecurring(tx: Queries, requestId: number): Promise<ExportRow | null> {
  const found = await lockExport(tx, requestId);
  return found?.frequency === "recurring" ? found : null;
}

function nextWindowOf(row: ScheduleRow, last: LedgerEndRow | null, rules: ScheduleRules): ScheduledWindow | null {
  const { everyHours, scheduleAnchorMs, firstFromMs } = row;
  if (everyHours === null || scheduleAnchorMs === null || firstFromMs === null) return null;
  const schedule = { anchorMs: scheduleAnchorMs, everyMs: everyHours * rules.hourMs };
  const lastScheduledMs = last?.lastRunTimestamp ? last.lastRunTimestamp * 1_000 : null;
  return nextWindow(schedule, { fromMs: last?.toMs ?? firstFromMs, lastScheduledMs }, rules.settleDelayMs);
}

async function goOn(
  tx: Queries,
  { requestId, nextRunMs }: ExportRow,
  runTimestamp: number,
  nowMs: EpochMs,
): Promise<OpenRun | null> {
  const run = { requestId, runTimestamp };
  const [row] = await tx.select().from(runs).where(isRun(runs, run)).for("update");
  if (!row) return null;
  const { status, execution } = row;
  const opened = { runId: runIdOf(run), format: formatSchema.parse(row.format) };
  if (status === "Pending" || status === "Running") return { ...opened, execution };
  if (status === "Done" || nextRunMs === null || nextRunMs > nowMs) return null;
  return { ...opened, execution: await reopen(tx, row) };
}

async function openWindow(
  tx: Queries,
  found: ExportRow,
  { scheduledMs, fromMs, toMs }: ScheduledWindow,
  last: LedgerEndRow | null,
  rules: ScheduleRules,
): Promise<OpenRun> {
  const { requestId, format, options, eventNames } = found;
  const run = { requestId, runTimestamp: Math.floor(scheduledMs / 1_000) };
  const followsMs = last?.toMs ?? null;
  const [window] = await tx
    .insert(windows)
    .values({ ...run, fromMs, toMs, followsMs, state: "open" })
    .returning();
  const [place] = await tx
    .select({ connection: connections, timeZone: projects.timeZone })
    .from(connections)
    .innerJoin(projects, eq(projects.id, connections.projectId))
    .where(eq(connections.id, found.connectionId));
  if (!place || !window) throw new Error(`export ${requestId} has no connection`);
  await insertRun(tx, run, { ...place, format, options, eventNames, window: { axis: "capturedAt", fromMs, toMs } });
  await tx
    .update(exports_)
    .set({ status: "Pending", nextRunMs: nextRunMsOf(found, { ...window, lastRunTimestamp: run.runTimestamp }, rules) })
    .where(eq(exports_.requestId, requestId));
  return { runId: runIdOf(run), format: formatSchema.parse(format), execution: 1 };
}

async function setNextRun(tx: Queries, requestId: number, nextRunMs: EpochMs | null): Promise<void> {
  await tx.update(exports_).set({ nextRunMs }).where(eq(exports_.requestId, requestId));
}
