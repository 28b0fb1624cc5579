import { type ConfigDb, getExport, getRun, listRuns, type Run, runNotFound } from "@sluice/config-store";
import { runIdOf } from "@sluice/types";

export interface RunAddress {
  readonly requestId: number;
  /** The latest run where it is left out. */
  readonly runTimestamp?: number | undefined;
}

/** A run of the project's own; another project's is not found. */
export async function findRun(
  store: ConfigDb,
  projectId: string,
  { requestId, runTimestamp }: RunAddress,
): Promise<Run> {
  await getExport(store, projectId, requestId);
  if (runTimestamp !== undefined) return getRun(store, runIdOf({ requestId, runTimestamp }));
  const [latest] = await listRuns(store, requestId, { limit: 1 });
  if (!latest) throw runNotFound(`of export ${requestId}`);
  return latest;
}
