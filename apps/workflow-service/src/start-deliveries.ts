import { type ConfigDb, listUnstartedDeliveries, markDeliveryStarted } from "@sluice/config-store";
import { startDelivery } from "@sluice/run-control";
import type { RunId } from "@sluice/types";
import type { Client } from "@temporalio/client";

/** Starts to deliver the webhook messages that were written down and wait: those about one run, or all. */
export async function startDeliveries(store: ConfigDb, client: Client, runId?: RunId): Promise<void> {
  for (const delivery of await listUnstartedDeliveries(store, runId)) {
    await startDelivery(client, delivery);
    await markDeliveryStarted(store, delivery);
  }
}
