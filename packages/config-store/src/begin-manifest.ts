import type { RunId } from "@sluice/types";
import { and, isNotNull } from "drizzle-orm";
import type { ConfigDb, Queries } from "./open-config-store.ts";
import { isRun, type RunKey, runKeyOf } from "./run-key.ts";
import { runs } from "./schema/tables.ts";

export interface ManifestToStore {
  readonly manifestKey: string;
  readonly manifestText: string;
}

/**
 * Writes down what a run's manifest will be before anybody puts it into the bucket: from then on it may be there, so the
 * run's window can't be skipped any more. `over` when the run has ended or another execution has begun, and then there
 * must be no manifest; `done` when this execution has done it all before.
 */
export async function beginManifest(
  { db }: ConfigDb,
  runId: RunId,
  execution: number,
  { manifestKey, manifestText }: ManifestToStore,
): Promise<"begun" | "done" | "over"> {
  const run = runKeyOf(runId);
  return db.transaction(async (tx) => {
    const [row] = await tx
      .select({ status: runs.status, execution: runs.execution })
      .from(runs)
      .where(isRun(runs, run))
      .for("update");
    if (row?.execution !== execution) return "over";
    if (row.status === "Done") return "done";
    if (row.status !== "Running") return "over";
    await tx.update(runs).set({ manifestKey, manifestText }).where(isRun(runs, run));
    return "begun";
  });
}

/** Whether a run's manifest may be in the bucket. */
export async function mayHaveManifest(tx: Queries, run: RunKey): Promise<boolean> {
  const [row] = await tx
    .select({ requestId: runs.requestId })
    .from(runs)
    .where(and(isRun(runs, run), isNotNull(runs.manifestKey)));
  return row !== undefined;
}
