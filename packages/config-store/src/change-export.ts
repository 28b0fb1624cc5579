import { type EpochMs, type Format, type FormatOptions, type RunId, runIdOf, runStatusSchema } from "@sluice/types";
import { and, eq, isNull } from "drizzle-orm";
import { mayHaveManifest } from "./begin-manifest.ts";
import { isUuid } from "./connections.ts";
import { lockExportMaking, refuseWhileScheduled } from "./create-export.ts";
import {
  connectionDeleted,
  connectionNotFound,
  exportNotRecurring,
  exportNotStopped,
  exportStillStopping,
  exportStoppedAlready,
} from "./errors.ts";
import { type ExportRow, lockExportOf } from "./lock-export.ts";
import type { ConfigDb, Queries } from "./open-config-store.ts";
import { type LedgerEndRow, lastWindow, nextRunMsOf, openWindowOf } from "./open-next-run.ts";
import { isRun, runKeyOf } from "./run-key.ts";
import { connections, exports_, runs, windows } from "./schema/tables.ts";

export interface ExportChange {
  readonly name?: string | null | undefined;
  readonly connectionId?: string | undefined;
  readonly format?: Format | undefined;
  readonly options?: FormatOptions | undefined;
  readonly eventNames?: readonly string[] | undefined;
  readonly everyHours?: number | undefined;
}

/** Changes a recurring export from its next window on; one that is open keeps its plan. */
export async function editExport(
  { db, rules }: ConfigDb,
  projectId: string,
  requestId: number,
  change: ExportChange,
): Promise<void> {
  await db.transaction(async (tx) => {
    const found = await lockExportOf(tx, projectId, requestId);
    if (found.frequency !== "recurring") throw exportNotRecurring(requestId, "edited");
    if (change.connectionId !== undefined && !(await holdConnection(tx, projectId, change.connectionId))) {
      throw connectionNotFound(change.connectionId);
    }
    const last = await lastWindow(tx, requestId);
    const edited = { ...found, ...editedFields(found, change), ...newSchedule(found, change, last) };
    const isWaiting = found.stoppedAt === null && (await openWindowOf(tx, requestId)) === null;
    const { name, connectionId, format, options, eventNames, everyHours, scheduleAnchorMs, scheduleRevision } = edited;
    await tx
      .update(exports_)
      .set({
        name,
        connectionId,
        format,
        options,
        eventNames,
        everyHours,
        scheduleAnchorMs,
        scheduleRevision,
        ...(isWaiting ? { nextRunMs: nextRunMsOf(edited, last, rules) } : {}),
      })
      .where(eq(exports_.requestId, requestId));
  });
}

function editedFields(found: ExportRow, change: ExportChange): Partial<ExportRow> {
  return {
    name: change.name === undefined ? found.name : change.name,
    connectionId: change.connectionId ?? found.connectionId,
    format: change.format ?? found.format,
    options: change.options ?? found.options,
    eventNames: change.eventNames ?? found.eventNames,
    everyHours: change.everyHours ?? found.everyHours,
  };
}

/** A new interval counts from the last scheduled time. */
function newSchedule(found: ExportRow, { everyHours }: ExportChange, last: LedgerEndRow | null): Partial<ExportRow> {
  if (everyHours === undefined || everyHours === found.everyHours) return {};
  const anchorMs = last?.lastRunTimestamp ? last.lastRunTimestamp * 1_000 : found.scheduleAnchorMs;
  return { scheduleAnchorMs: anchorMs, scheduleRevision: found.scheduleRevision + 1 };
}

/**
 * Stops a recurring export for good, or until it is resumed. Gives the run that is still alive, which has to be ended; an
 * export that is stopped already may have one, too: its last run, retried by hand.
 */
export async function stopExport(
  { db }: ConfigDb,
  projectId: string,
  requestId: number,
  nowMs: EpochMs,
): Promise<RunId | null> {
  return db.transaction(async (tx) => {
    const found = await lockExportOf(tx, projectId, requestId);
    const alive = await livingRun(tx, requestId);
    if (found.stoppedAt !== null && (alive === null || alive.stopRequested)) throw exportStoppedAlready(requestId);
    if (alive !== null) {
      await tx
        .update(runs)
        .set({ stopRequested: true })
        .where(isRun(runs, runKeyOf(alive.runId)));
    }
    if (found.stoppedAt !== null) return alive?.runId ?? null;
    await tx
      .update(exports_)
      .set({
        stoppedAt: new Date(nowMs),
        stopCode: null,
        stopMessage: null,
        nextRunMs: null,
        ...(alive === null ? { status: "Stopped" } : {}),
        scheduleRevision: found.scheduleRevision + 1,
      })
      .where(eq(exports_.requestId, requestId));
    return alive?.runId ?? null;
  });
}

/**
 * Resumes a stopped export. From the last run: its open window is run again and everything since follows. From now: what
 * lies between is written down as skipped; but a first run of profiles, which delivers them all, is never skipped, and
 * neither is a window whose manifest may be in the bucket: that one is run to its end, and what follows it is skipped.
 */
export async function resumeExport(
  { db, rules }: ConfigDb,
  projectId: string,
  requestId: number,
  { from, nowMs }: { readonly from: "lastRun" | "now"; readonly nowMs: EpochMs },
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockExportMaking(tx);
    const found = await lockExportOf(tx, projectId, requestId);
    if (found.frequency !== "recurring") throw exportNotRecurring(requestId, "resumed");
    if (found.stoppedAt === null) throw exportNotStopped(requestId);
    if (found.type === "allProfiles") await refuseWhileScheduled(tx, projectId);
    if (!(await holdConnection(tx, projectId, found.connectionId))) throw connectionDeleted(requestId);
    if (from === "now") await skipUntil(tx, found, nowMs);
    const [open, last] = [await openWindowOf(tx, requestId), await lastWindow(tx, requestId)];
    await tx
      .update(exports_)
      .set({
        status: "Pending",
        stoppedAt: null,
        stopCode: null,
        stopMessage: null,
        failingSinceMs: null,
        archivedAt: null,
        nextRunMs: open ? nowMs : nextRunMsOf(found, last, rules),
        scheduleRevision: found.scheduleRevision + 1,
      })
      .where(eq(exports_.requestId, requestId));
  });
}

async function skipUntil(tx: Queries, found: ExportRow, nowMs: EpochMs): Promise<void> {
  const { requestId, type, firstFromMs } = found;
  if (await livingRun(tx, requestId)) throw exportStillStopping(requestId);
  if (type === "allProfiles" && !(await hasDoneWindow(tx, requestId))) return;
  const open = await openWindowOf(tx, requestId);
  if (open && !(await mayHaveManifest(tx, { requestId, runTimestamp: open.runTimestamp ?? 0 }))) {
    await tx
      .update(windows)
      .set({ state: "skipped", closedAt: new Date(nowMs) })
      .where(and(eq(windows.requestId, requestId), eq(windows.fromMs, open.fromMs)));
  }
  const last = await lastWindow(tx, requestId);
  const fromMs = last?.toMs ?? firstFromMs ?? nowMs;
  // A clock that was set back has nothing to skip.
  if (fromMs >= nowMs) return;
  await tx.insert(windows).values({
    requestId,
    fromMs,
    toMs: nowMs,
    followsMs: last?.toMs ?? null,
    state: "skipped",
    closedAt: new Date(nowMs),
  });
}

async function hasDoneWindow(tx: Queries, requestId: number): Promise<boolean> {
  const [row] = await tx
    .select({ fromMs: windows.fromMs })
    .from(windows)
    .where(and(eq(windows.requestId, requestId), eq(windows.state, "done")))
    .limit(1);
  return row !== undefined;
}

interface LivingRun {
  readonly runId: RunId;
  readonly stopRequested: boolean;
}

async function livingRun(tx: Queries, requestId: number): Promise<LivingRun | null> {
  const open = await openWindowOf(tx, requestId);
  if (!open?.runTimestamp) return null;
  const run = { requestId, runTimestamp: open.runTimestamp };
  const [row] = await tx
    .select({ status: runs.status, stopRequested: runs.stopRequested })
    .from(runs)
    .where(isRun(runs, run))
    .for("update");
  if (!row) return null;
  const status = runStatusSchema.parse(row.status);
  return status === "Pending" || status === "Running"
    ? { runId: runIdOf(run), stopRequested: row.stopRequested }
    : null;
}

/** Whether there is such a connection. Nobody deletes it then before the transaction ends. */
async function holdConnection(tx: Queries, projectId: string, id: string): Promise<boolean> {
  if (!isUuid(id)) return false;
  const [row] = await tx
    .select({ id: connections.id })
    .from(connections)
    .where(and(eq(connections.id, id), eq(connections.projectId, projectId), isNull(connections.deletedAt)))
    .for("share");
  return row !== undefined;
}
