import {
  type ConfigDb,
  endDelivery,
  listStartedDeliveries,
  listUnstartedDeliveries,
  markDeliveryStarted,
} from "@sluice/config-store";
import { deliveryWorkflowId, startDelivery, workflowStatus } from "@sluice/run-control";
import type { RunId } from "@sluice/types";
import type { Client } from "@temporalio/client";
import type { ReconcilerDependencies } from "./reconciler-dependencies.ts";
import { deliveryInterrupted } from "./workflows/delivery-interrupted.ts";

/** Starts to deliver the webhook messages that were written down and wait: those about one run, or all. */
export async function startDeliveries(store: ConfigDb, client: Client, runId?: RunId): Promise<void> {
  for (const delivery of await listUnstartedDeliveries(store, runId)) {
    await startDelivery(client, delivery);
    await markDeliveryStarted(store, delivery);
  }
}

/**
 * Ends deliveries whose workflow was ended from outside, such as by a termination that it could not answer: nobody would
 * deliver them, and they would wait for ever. `open` are the workflows that are known to run.
 */
export async function reconcileDeliveries(
  { store, client, log }: ReconcilerDependencies,
  open: ReadonlySet<string>,
): Promise<void> {
  for (const delivery of await listStartedDeliveries(store)) {
    const workflowId = deliveryWorkflowId(delivery.deliveryId);
    if (open.has(workflowId) || (await workflowStatus(client, workflowId)) === "RUNNING") continue;
    log.warn({ deliveryId: delivery.deliveryId }, "a delivery's workflow ended without it");
    await endDelivery(store, delivery, { status: "Failed", error: deliveryInterrupted });
  }
}
