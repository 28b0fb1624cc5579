import {
  failRun,
  listStartedRuns,
  listStoppingRuns,
  listUnstartedRuns,
  markRunStarted,
  type Run,
  stopRun,
} from "@sluice/config-store";
import { cancelRunWorkflow, startRunWorkflow, workflowIdOf, workflowStatus } from "@sluice/run-control";
import { toFailure } from "@sluice/types";
import { runInterrupted } from "./activities/errors.ts";
import type { ReconcilerDependencies } from "./reconciler-dependencies.ts";

/** Younger rows belong to a request that is just starting their workflow. */
const unstartedAfterMs = 5_000;

/**
 * Makes rows and workflows agree again after a crash between the two: starts the workflow of a run that has none, and
 * ends a run whose workflow was ended from outside. `open` are the workflows that are known to run, so that Temporal is
 * asked one by one only about those that are missing there.
 */
export async function reconcileRuns(deps: ReconcilerDependencies, open: ReadonlySet<string>): Promise<void> {
  const { store, client, log, onEnded } = deps;
  for (const run of await listUnstartedRuns(store, { olderThanMs: unstartedAfterMs })) {
    log.info({ runId: run.runId }, "starting a run that had no workflow");
    if (await startRunWorkflow(client, run)) await markRunStarted(store, run.runId);
  }
  for (const { runId, execution } of await listStoppingRuns(store)) {
    if (await cancelRunWorkflow(client, runId)) continue;
    if (await stopRun(store, runId, { execution })) await onEnded(runId);
  }
  for (const run of await listStartedRuns(store)) {
    if (!open.has(workflowIdOf(run.runId))) await endIfItsWorkflowEnded(deps, run);
  }
}

/** Ends the execution that was looked at, not one that was begun meanwhile. */
async function endIfItsWorkflowEnded(
  deps: ReconcilerDependencies,
  { runId, execution }: Pick<Run, "runId" | "execution">,
): Promise<void> {
  const { store, client, log, onEnded } = deps;
  const status = await workflowStatus(client, workflowIdOf(runId));
  if (status === "RUNNING") return;
  log.warn({ runId, status }, "a run's workflow ended without it");
  const ended =
    status === "CANCELLED"
      ? await stopRun(store, runId, { execution })
      : await failRun(store, runId, toFailure(runInterrupted()), { execution });
  if (ended) await onEnded(runId);
}
