import type { Failure, RunId, RunStatus, Totals } from "@sluice/types";
import { and, eq, inArray, ne, sql } from "drizzle-orm";
import { connectionNotFound, runNotFound, runNotRetryable } from "./errors.ts";
import type { ConfigDb, Queries } from "./open-config-store.ts";
import { isRun, type RunKey, runKeyOf } from "./run-key.ts";
import { note } from "./run-timeline.ts";
import { connections, exports_, runJobs, runs } from "./schema/tables.ts";
import { storableText } from "./storable-text.ts";

type RunChange = Partial<typeof runs.$inferInsert>;

/** A run that has ended stays as it is, whatever comes late. */
const living = ["Pending", "Running"] satisfies RunStatus[];

/** Notes that the current execution's workflow exists. */
export async function markRunStarted({ db }: ConfigDb, runId: RunId): Promise<void> {
  await db
    .update(runs)
    .set({ started: true })
    .where(isRun(runs, runKeyOf(runId)));
}

/** False when the run has ended, or another execution has begun; harmless to repeat. */
export async function markRunRunning({ db }: ConfigDb, runId: RunId, execution: number): Promise<boolean> {
  const run = runKeyOf(runId);
  return db.transaction(async (tx) => {
    const [row] = await tx
      .select({ status: runs.status })
      .from(runs)
      .where(and(isRun(runs, run), inArray(runs.status, living), eq(runs.execution, execution)))
      .for("update");
    if (!row) return false;
    if (row.status === "Running") return true;
    await tx
      .update(runs)
      .set({ status: "Running", started: true, startedAt: sql`coalesce(${runs.startedAt}, now())` })
      .where(isRun(runs, run));
    await setExportStatus(tx, run, "Running");
    await note(tx, run, "started");
    return true;
  });
}

/** Says what a run waits for, or that it doesn't any more. */
export async function setRunWaiting({ db }: ConfigDb, runId: RunId, waiting: string | null): Promise<void> {
  const run = runKeyOf(runId);
  await db.transaction(async (tx) => {
    const differs = sql`${runs.waiting} is distinct from ${waiting}`;
    const changed = await tx
      .update(runs)
      .set({ waiting, updatedAt: sql`now()` })
      .where(and(isRun(runs, run), inArray(runs.status, living), differs))
      .returning({ requestId: runs.requestId });
    if (changed.length > 0 && waiting !== null) await note(tx, run, "waiting", waiting);
  });
}

export interface DeliveredRun {
  readonly manifestKey: string;
  readonly manifestText: string;
  readonly totals: Totals;
}

/** These three end a run, once: false when it had ended before, and then nothing changes. */
export async function finishRun({ db }: ConfigDb, runId: RunId, delivered: DeliveredRun): Promise<boolean> {
  const { manifestKey, manifestText, totals } = delivered;
  const { records, objects, bytes } = totals;
  const detail = `${records} records in ${objects} objects, ${bytes} bytes`;
  return end(db, runId, "Done", { manifestKey, manifestText, records, objects, bytes }, detail);
}

export async function failRun({ db }: ConfigDb, runId: RunId, { code, message }: Failure): Promise<boolean> {
  return end(
    db,
    runId,
    "Failed",
    { errorCode: code, errorMessage: storableText(message) },
    storableText(`${code}: ${message}`),
  );
}

export async function stopRun({ db }: ConfigDb, runId: RunId): Promise<boolean> {
  return end(db, runId, "Stopped", {}, null);
}

async function end(
  db: ConfigDb["db"],
  runId: RunId,
  status: "Done" | "Failed" | "Stopped",
  change: RunChange,
  detail: string | null,
): Promise<boolean> {
  const run = runKeyOf(runId);
  const kinds = { Done: "done", Failed: "failed", Stopped: "stopped" } as const;
  return db.transaction(async (tx) => {
    const ended = await tx
      .update(runs)
      .set({ ...change, status, waiting: null, endedAt: sql`now()`, updatedAt: sql`now()` })
      .where(and(isRun(runs, run), inArray(runs.status, living)))
      .returning({ requestId: runs.requestId });
    if (ended.length === 0) return false;
    await setExportStatus(tx, run, status);
    await note(tx, run, kinds[status], detail);
    return true;
  });
}

/**
 * Opens a Failed or Stopped run again, with its plan and what it has delivered, and with the connection's credentials
 * as they are now. Gives the number of the new execution.
 */
export async function reopenRun({ db }: ConfigDb, runId: RunId): Promise<number> {
  const run = runKeyOf(runId);
  return db.transaction(async (tx) => {
    const [row] = await tx.select().from(runs).where(isRun(runs, run)).for("update");
    if (!row) throw runNotFound(runId);
    if (row.status !== "Failed" && row.status !== "Stopped") throw runNotRetryable(row.status);
    const [connection] = await tx
      .select({ id: connections.id, version: connections.credentialVersion, deletedAt: connections.deletedAt })
      .from(connections)
      .innerJoin(exports_, eq(exports_.connectionId, connections.id))
      .where(eq(exports_.requestId, run.requestId))
      .for("share", { of: connections });
    // A deleted connection has no secrets any more.
    if (!connection || connection.deletedAt !== null) throw connectionNotFound(connection?.id ?? "");
    const execution = row.execution + 1;
    await tx
      .update(runs)
      .set({
        status: "Pending",
        execution,
        started: false,
        credentialVersion: connection.version,
        errorCode: null,
        errorMessage: null,
        endedAt: null,
        updatedAt: sql`now()`,
      })
      .where(isRun(runs, run));
    await tx
      .update(runJobs)
      .set({ progress: 0 })
      .where(and(isRun(runJobs, run), eq(runJobs.done, false)));
    await setExportStatus(tx, run, "Pending");
    await note(tx, run, "retried");
    return execution;
  });
}

async function setExportStatus(tx: Queries, { requestId }: RunKey, status: RunStatus): Promise<void> {
  await tx
    .update(exports_)
    .set({ status })
    .where(and(eq(exports_.requestId, requestId), ne(exports_.status, status)));
}
