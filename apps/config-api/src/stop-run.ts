import { type Run, stopRun } from "@sluice/config-store";
import { cancelRunWorkflow } from "@sluice/run-control";
import { temporalUnavailable } from "./errors.ts";
import type { TemporalDependencies } from "./start-run.ts";

/**
 * Asks the run's workflow to end. A run that has no workflow ends here; if one is started for it all the same, it finds
 * the run ended and does nothing.
 */
export async function stopRunAnyway(
  { store, temporal, temporalTimeoutMs }: TemporalDependencies,
  run: Run,
): Promise<void> {
  const cancelled = await temporal
    .withDeadline(Date.now() + temporalTimeoutMs, () => cancelRunWorkflow(temporal, run.runId))
    .catch((error: unknown) => {
      if (run.status === "Pending") return false;
      throw temporalUnavailable(error);
    });
  if (!cancelled) await stopRun(store, run.runId, { execution: run.execution });
}
