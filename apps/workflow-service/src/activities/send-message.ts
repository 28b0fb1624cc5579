import {
  type ConfigDb,
  disableWebhook,
  dueDelivery,
  endDelivered,
  endFailed,
  type MasterKeys,
  noteAttempt,
  openSigningSecrets,
  webhookDisabled,
} from "@sluice/config-store";
import { postMessage } from "@sluice/webhooks";
import { cancellationSignal } from "@temporalio/activity";
import type { DeliveryExecution, FailedDelivery } from "../workflows/webhook-activities.ts";

export interface SendMessageDependencies {
  readonly store: ConfigDb;
  readonly masterKeys: MasterKeys;
  /** Whether webhooks may have http URLs and private addresses. */
  readonly allowPrivateWebhooks: boolean;
}

const timeoutMs = 15_000;
const goneStatus = 410;

/** One attempt at a delivery. Throws what was wrong with it, unless the receiver has the message. */
export async function sendMessage(deps: SendMessageDependencies, delivery: DeliveryExecution): Promise<void> {
  const { store, masterKeys, allowPrivateWebhooks } = deps;
  const due = await dueDelivery(store, delivery);
  if (!due) return;
  const { webhook, body } = due;
  if (!webhook.enabled) throw webhookDisabled(webhook.name);
  const secrets = await openSigningSecrets(store, masterKeys, webhook.id);
  const { deliveryId } = delivery;
  const at = new Date();
  const { status, failure } = await postMessage(
    { url: webhook.url, id: deliveryId, body, secrets },
    { allowPrivate: allowPrivateWebhooks, timeoutMs, signal: cancellationSignal() },
  );
  const durationMs = Date.now() - at.getTime();
  await noteAttempt(store, deliveryId, {
    ...{ at, durationMs, responseStatus: status },
    // An answer speaks for itself.
    error: status === null ? failure : null,
  });
  if (failure === null) return endDelivered(store, delivery);
  if (status === goneStatus) await disableWebhook(store, webhook.id);
  throw failure;
}

export async function giveUpMessage(
  { store }: SendMessageDependencies,
  { failure, ...delivery }: FailedDelivery,
): Promise<void> {
  await endFailed(store, delivery, failure);
}
