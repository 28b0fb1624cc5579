import { isDeepStrictEqual } from "node:util";
import { connectionTargetSchema, type RunId } from "@sluice/types";
import { and, eq } from "drizzle-orm";
import { connectionDeleted, runExpired, runNotFound, runNotRetryable, windowSkipped } from "./errors.ts";
import { lockExport } from "./lock-export.ts";
import type { ConfigDb, Queries } from "./open-config-store.ts";
import { isRun, type RunKey, runKeyOf } from "./run-key.ts";
import { note } from "./run-timeline.ts";
import { connections, exports_, runJobs, runObjects, runs, windows } from "./schema/tables.ts";

/**
 * Opens a Failed or Stopped run again, with its plan, its keys and what it has delivered, and with the credentials that
 * its export's connection has now. Where that connection leads to another bucket or prefix by now, or encrypts in
 * another way, everything is delivered anew. Gives the number of the new execution.
 */
export async function reopenRun({ db }: ConfigDb, runId: RunId): Promise<number> {
  const run = runKeyOf(runId);
  return db.transaction(async (tx) => {
    await lockExport(tx, run.requestId);
    const [row] = await tx.select().from(runs).where(isRun(runs, run)).for("update");
    if (!row) throw runNotFound(runId);
    if (row.status !== "Failed" && row.status !== "Stopped") throw runNotRetryable(row.status);
    if (row.kept !== "all") throw runExpired(runId, null);
    const [window] = await tx.select({ state: windows.state }).from(windows).where(isRun(windows, run));
    if (window?.state === "skipped") throw windowSkipped(runId);
    return reopen(tx, row);
  });
}

/** The same for a row that is locked, behind its export's. */
export async function reopen(tx: Queries, row: typeof runs.$inferSelect): Promise<number> {
  const run: RunKey = row;
  const [connection] = await tx
    .select()
    .from(connections)
    .innerJoin(exports_, eq(exports_.connectionId, connections.id))
    .where(eq(exports_.requestId, run.requestId))
    .for("share", { of: connections });
  // A deleted connection has no secrets any more.
  if (!connection || connection.connections.deletedAt !== null) throw connectionDeleted(run.requestId);
  const { id: connectionId, target, credentialVersion } = connection.connections;
  const isMoved = connectionId !== row.connectionId || !isSameTarget(target, row.target);
  if (isMoved) await forgetDelivery(tx, run);
  const execution = row.execution + 1;
  await tx
    .update(runs)
    .set({
      status: "Pending",
      execution,
      started: false,
      stopRequested: false,
      connectionId,
      target,
      credentialVersion,
      ...(isMoved ? nothingDelivered : {}),
      errorCode: null,
      errorMessage: null,
      endedAt: null,
      updatedAt: new Date(),
    })
    .where(isRun(runs, run));
  await tx
    .update(runJobs)
    .set({ progress: 0 })
    .where(and(isRun(runJobs, run), eq(runJobs.done, false)));
  await tx.update(exports_).set({ status: "Pending", archivedAt: null }).where(eq(exports_.requestId, run.requestId));
  await note(
    tx,
    run,
    "retried",
    isMoved ? "to another place or with another encryption, from its first object on" : null,
  );
  return execution;
}

const nothingDelivered = { records: 0, objects: 0, bytes: 0, jobsDone: 0, manifestKey: null, manifestText: null };

/** A target that was written down before all of its fields were there is the same with their defaults. */
function isSameTarget(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(connectionTargetSchema.parse(one), connectionTargetSchema.parse(other));
}

/** What is in the old place doesn't count for the new one. */
async function forgetDelivery(tx: Queries, run: RunKey): Promise<void> {
  await tx.update(runJobs).set({ done: false }).where(isRun(runJobs, run));
  await tx.delete(runObjects).where(isRun(runObjects, run));
}
