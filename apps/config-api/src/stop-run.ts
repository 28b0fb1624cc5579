import { type ConfigDb, type Run, stopRun } from "@sluice/config-store";
import { cancelRunWorkflow } from "@sluice/run-control";
import type { Client } from "@temporalio/client";
import { temporalUnavailable } from "./errors.ts";
import { temporalTimeoutMs } from "./start-run.ts";

export interface StopDependencies {
  readonly store: ConfigDb;
  readonly temporal: Client;
}

/**
 * Asks the run's workflow to end. A run that has no workflow ends here; if one is started for it all the same, it finds
 * the run ended and does nothing.
 */
export async function stopRunAnyway({ store, temporal }: StopDependencies, run: Run): Promise<void> {
  const cancelled = await temporal
    .withDeadline(Date.now() + temporalTimeoutMs, () => cancelRunWorkflow(temporal, run.runId))
    .catch((error: unknown) => {
      if (run.status === "Pending") return false;
      throw temporalUnavailable(error);
    });
  if (!cancelled) await stopRun(store, run.runId);
}
