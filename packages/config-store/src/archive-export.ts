import { and, eq, inArray, isNull } from "drizzle-orm";
import { exportStillGoing } from "./errors.ts";
import { lockExportOf } from "./lock-export.ts";
import type { ConfigDb } from "./open-config-store.ts";
import { exports_, runs } from "./schema/tables.ts";

/**
 * Puts an export that has ended out of the log's way: it is kept whole, and shown to who asks for it. One that is archived
 * stays as it is; one that goes on again, by a retry or a resumption, comes back by itself.
 */
export async function archiveExport({ db }: ConfigDb, projectId: string, requestId: number): Promise<void> {
  await db.transaction(async (tx) => {
    const found = await lockExportOf(tx, projectId, requestId);
    const [alive] = await tx
      .select({ status: runs.status })
      .from(runs)
      .where(and(eq(runs.requestId, requestId), inArray(runs.status, ["Pending", "Running"])))
      .limit(1);
    const recurs = found.frequency === "recurring" && found.stoppedAt === null;
    if (alive || recurs) throw exportStillGoing(requestId);
    await tx
      .update(exports_)
      .set({ archivedAt: new Date() })
      .where(and(eq(exports_.requestId, requestId), isNull(exports_.archivedAt)));
  });
}

/** Shows an export in the log again. */
export async function unarchiveExport({ db }: ConfigDb, projectId: string, requestId: number): Promise<void> {
  await db.transaction(async (tx) => {
    await lockExportOf(tx, projectId, requestId);
    await tx.update(exports_).set({ archivedAt: null }).where(eq(exports_.requestId, requestId));
  });
}
