import { setTimeout } from "node:timers/promises";
import { leadership } from "@sluice/config-store";
import { openWorkflowIds } from "@sluice/run-control";
import { reconcileDeliveries, startDeliveries } from "./reconcile-deliveries.ts";
import { reconcileForgetting } from "./reconcile-forgetting.ts";
import { reconcileRuns } from "./reconcile-runs.ts";
import { reconcileSchedules } from "./reconcile-schedules.ts";
import type { ReconcilerDependencies } from "./reconciler-dependencies.ts";

const everyMs = 5_000;

/**
 * Reconciles, and forgets what is old, until `stopped`, in one replica of the service at a time; another one takes over when that one goes. What
 * fails is logged, and the next round tries again.
 */
export async function keepReconciling(
  deps: ReconcilerDependencies & { readonly forget: () => Promise<void> },
  stopped: AbortSignal,
): Promise<void> {
  await using leading = leadership(deps.store, "reconciler");
  while (!stopped.aborted) {
    if (await leading.isLeader()) {
      await reconcile(deps);
      await deps.forget().catch((error: unknown) => deps.log.error({ err: error }, "forgetting failed"));
    }
    await setTimeout(everyMs, undefined, { signal: stopped }).catch(() => undefined);
  }
}

/** One round. What one part can't do keeps no other part from its work. */
export async function reconcile(deps: ReconcilerDependencies): Promise<void> {
  const { store, client, log } = deps;
  const trying = async (what: string, work: () => Promise<void>) => {
    await work().catch((error: unknown) => log.error({ err: error }, `${what} failed`));
  };
  await trying("reconciling", async () => {
    const open = await openWorkflowIds(client);
    await reconcileRuns(deps, open);
    await reconcileDeliveries(deps, open);
    await reconcileForgetting(deps, open);
  });
  await trying("scheduling", () => reconcileSchedules(deps));
  await trying("starting deliveries", () => startDeliveries(store, client));
}
