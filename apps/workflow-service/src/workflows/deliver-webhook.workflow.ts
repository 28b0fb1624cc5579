import { CancellationScope, isCancellation, proxyActivities } from "@temporalio/workflow";
import { deliveryInterrupted } from "./delivery-interrupted.ts";
import { failureOf } from "./failure-of.ts";
import type { DeliveryExecution, WebhookActivities } from "./webhook-activities.ts";

/** After 5 s, 15 s, 45 s and so on, and then every six hours: twenty attempts in three days. */
const { sendMessage } = proxyActivities<WebhookActivities>({
  startToCloseTimeout: "30s",
  retry: { initialInterval: "5s", backoffCoefficient: 3, maximumInterval: "6h", maximumAttempts: 20 },
});

const { giveUpMessage } = proxyActivities<WebhookActivities>({
  startToCloseTimeout: "1m",
  retry: { initialInterval: "1s", backoffCoefficient: 2, maximumInterval: "1m" },
});

/** One message to one webhook, tried until its receiver has it or that is given up. */
export async function deliverWebhook(delivery: DeliveryExecution): Promise<void> {
  try {
    await sendMessage(delivery);
  } catch (error) {
    const failure = isCancellation(error) ? deliveryInterrupted : failureOf(error, deliveryInterrupted);
    await CancellationScope.nonCancellable(() => giveUpMessage({ ...delivery, failure }));
    throw error;
  }
}
