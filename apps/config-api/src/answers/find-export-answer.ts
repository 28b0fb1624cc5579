import { type ConfigDb, exportTotals, getExport, listRuns } from "@sluice/config-store";
import type { ExportAnswer } from "@sluice/types";
import { exportAnswer } from "./export-answer.ts";

/** An export of the project, with its latest run and what all of them have delivered. */
export async function findExportAnswer(store: ConfigDb, projectId: string, requestId: number): Promise<ExportAnswer> {
  const found = await getExport(store, projectId, requestId);
  const [lastRun] = await listRuns(store, requestId, { limit: 1 });
  return exportAnswer(found, lastRun, (await exportTotals(store, [requestId])).get(requestId));
}
