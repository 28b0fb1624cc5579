import type { Totals } from "@sluice/types";
import { and, count, eq, inArray, sum } from "drizzle-orm";
import { exportNotFound } from "./errors.ts";
import { type Export, exportOf, selectExports } from "./export-row.ts";
import type { ConfigDb } from "./open-config-store.ts";
import { exports_, runs } from "./schema/tables.ts";

export async function getExport({ db }: ConfigDb, projectId: string, requestId: number): Promise<Export> {
  const [row] = await selectExports(db).where(
    and(eq(exports_.projectId, projectId), eq(exports_.requestId, requestId)),
  );
  if (!row) throw exportNotFound(requestId);
  return exportOf(row);
}

/** Those of a project's exports that are among these, in no order. */
export async function getExports(
  { db }: ConfigDb,
  projectId: string,
  requestIds: readonly number[],
): Promise<Export[]> {
  if (requestIds.length === 0) return [];
  const rows = await selectExports(db).where(
    and(eq(exports_.projectId, projectId), inArray(exports_.requestId, [...requestIds])),
  );
  return rows.map(exportOf);
}

export interface ExportTotals extends Totals {
  readonly runs: number;
}

/** What all runs of each of these exports have put into the bucket; an export without runs is not among them. */
export async function exportTotals(
  { db }: ConfigDb,
  requestIds: readonly number[],
): Promise<ReadonlyMap<number, ExportTotals>> {
  if (requestIds.length === 0) return new Map();
  const rows = await db
    .select({
      requestId: runs.requestId,
      runs: count(),
      records: sum(runs.records).mapWith(Number),
      objects: sum(runs.objects).mapWith(Number),
      bytes: sum(runs.bytes).mapWith(Number),
    })
    .from(runs)
    .where(inArray(runs.requestId, [...requestIds]))
    .groupBy(runs.requestId);
  return new Map(rows.map(({ requestId, ...totals }) => [requestId, totals]));
}
