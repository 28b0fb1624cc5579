import { setTimeout } from "node:timers/promises";
import {
  type ConfigDb,
  failRun,
  listStartedRuns,
  listStoppingRuns,
  listUnstartedRuns,
  markRunStarted,
  type Run,
  stopRun,
} from "@sluice/config-store";
import { cancelRunWorkflow, runWorkflowStatus, startRunWorkflow } from "@sluice/run-control";
import type { Logger } from "@sluice/service";
import { type RunId, toFailure } from "@sluice/types";
import type { Client } from "@temporalio/client";
import { runInterrupted } from "./activities/errors.ts";
import { reconcileSchedules } from "./reconcile-schedules.ts";
import { startDeliveries } from "./start-deliveries.ts";

export interface ReconcilerDependencies {
  readonly store: ConfigDb;
  readonly client: Client;
  readonly log: Logger;
  /** Hears of each run that is ended here. */
  readonly onEnded: (runId: RunId) => Promise<void>;
}

/** Younger rows belong to a request that is just starting their workflow. */
const unstartedAfterMs = 5_000;

/**
 * Makes rows and workflows agree again after a crash between the two: starts the workflow of a run that has none, and
 * ends a run whose workflow was ended from outside.
 */
export async function reconcileRuns(deps: ReconcilerDependencies): Promise<void> {
  const { store, client, log, onEnded } = deps;
  for (const run of await listUnstartedRuns(store, { olderThanMs: unstartedAfterMs })) {
    log.info({ runId: run.runId }, "starting a run that had no workflow");
    if (await startRunWorkflow(client, run)) await markRunStarted(store, run.runId);
  }
  for (const { runId, execution } of await listStoppingRuns(store)) {
    if (await cancelRunWorkflow(client, runId)) continue;
    if (await stopRun(store, runId, { execution })) await onEnded(runId);
  }
  for (const run of await listStartedRuns(store)) await endIfItsWorkflowEnded(deps, run);
}

/** Ends the execution that was looked at, not one that was begun meanwhile. */
async function endIfItsWorkflowEnded(deps: ReconcilerDependencies, { runId, execution }: Run): Promise<void> {
  const { store, client, log, onEnded } = deps;
  const status = await runWorkflowStatus(client, runId);
  if (status === "RUNNING") return;
  log.warn({ runId, status }, "a run's workflow ended without it");
  const ended =
    status === "CANCELLED"
      ? await stopRun(store, runId, { execution })
      : await failRun(store, runId, toFailure(runInterrupted()), { execution });
  if (ended) await onEnded(runId);
}

const everyMs = 5_000;

/** Reconciles until `stopped`; a failure is logged and the next round tries again. */
export async function keepReconciling(deps: ReconcilerDependencies, stopped: AbortSignal): Promise<void> {
  while (!stopped.aborted) {
    await reconcileRuns(deps).catch((error: unknown) => deps.log.error({ err: error }, "reconciling failed"));
    await reconcileSchedules(deps).catch((error: unknown) => deps.log.error({ err: error }, "scheduling failed"));
    await startDeliveries(deps.store, deps.client).catch((error: unknown) =>
      deps.log.error({ err: error }, "starting deliveries failed"),
    );
    await setTimeout(everyMs, undefined, { signal: stopped }).catch(() => undefined);
  }
}
