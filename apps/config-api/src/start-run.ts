import { markRunStarted } from "@sluice/config-store";
import { type RunStart, startRunWorkflow } from "@sluice/run-control";
import type { Logger } from "@sluice/service";
import type { AppDependencies } from "./dependencies.ts";

export type TemporalDependencies = Pick<AppDependencies, "store" | "temporal" | "temporalTimeoutMs">;

/**
 * Starts a run's workflow. False when Temporal does not answer in time, or when the workflow of an earlier execution is
 * still ending: workflow-service starts such a run a little later.
 */
export async function startRun(
  { store, temporal, temporalTimeoutMs }: TemporalDependencies,
  run: RunStart,
  log: Logger,
): Promise<boolean> {
  try {
    const deadline = Date.now() + temporalTimeoutMs;
    const started = await temporal.withDeadline(deadline, () => startRunWorkflow(temporal, run));
    if (started) await markRunStarted(store, run.runId);
    return started;
  } catch (error) {
    log.warn({ err: error, runId: run.runId }, "the run's workflow will be started later");
    return false;
  }
}
