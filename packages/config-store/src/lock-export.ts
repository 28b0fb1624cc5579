import { and, eq } from "drizzle-orm";
import { exportNotFound } from "./errors.ts";
import type { Queries } from "./open-config-store.ts";
import { exports_ } from "./schema/tables.ts";

export type ExportRow = typeof exports_.$inferSelect;

/** Exports are locked before their runs, everywhere, so that no two transactions wait for each other in a circle. */
export async function lockExport(tx: Queries, requestId: number): Promise<ExportRow | null> {
  const [row] = await tx.select().from(exports_).where(eq(exports_.requestId, requestId)).for("update");
  return row ?? null;
}

/** The same for one that a project must have. */
export async function lockExportOf(tx: Queries, projectId: string, requestId: number): Promise<ExportRow> {
  const [row] = await tx
    .select()
    .from(exports_)
    .where(and(eq(exports_.projectId, projectId), eq(exports_.requestId, requestId)))
    .for("update");
  if (!row) throw exportNotFound(requestId);
  return row;
}
