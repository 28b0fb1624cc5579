import { markDeliveryStarted, type Webhook, type WebhookDelivery } from "@sluice/config-store";
import { startDelivery } from "@sluice/run-control";
import type { Logger } from "@sluice/service";
import type { TemporalDependencies } from "./start-run.ts";

/** Starts to deliver a webhook message; when Temporal does not answer in time, workflow-service does a little later. */
export async function beginDelivery(
  { store, temporal, temporalTimeoutMs }: TemporalDependencies,
  { projectId }: Webhook,
  { id: deliveryId, execution, run }: WebhookDelivery,
  log: Logger,
): Promise<void> {
  const delivery = { projectId, requestId: run?.requestId ?? null, deliveryId, execution };
  try {
    await temporal.withDeadline(Date.now() + temporalTimeoutMs, () => startDelivery(temporal, delivery));
    await markDeliveryStarted(store, delivery);
  } catch (error) {
    log.warn({ err: error, deliveryId }, "the message will be sent later");
  }
}
