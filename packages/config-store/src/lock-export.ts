import { eq } from "drizzle-orm";
import type { Queries } from "./open-config-store.ts";
import { exports_ } from "./schema/tables.ts";

export type ExportRow = typeof exports_.$inferSelect;

/** Exports are locked before their runs, everywhere, so that no two transactions wait for each other in a circle. */
export async function lockExport(tx: Queries, requestId: number): Promise<ExportRow | null> {
  const [row] = await tx.select().from(exports_).where(eq(exports_.requestId, requestId)).for("update");
  return row ?? null;
}
