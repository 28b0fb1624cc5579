import {
  type ConfigDb,
  type DeliveryEnd,
  disableWebhook,
  dueDelivery,
  endDelivery,
  type MasterKeys,
  noteAttempt,
  openSigningSecrets,
  webhookDisabled,
} from "@sluice/config-store";
import type { SluiceError } from "@sluice/types";
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
  const at = new Date();
  const { status, failure } = await postMessage(
    { url: webhook.url, id: delivery.deliveryId, body, secrets },
    { allowPrivate: allowPrivateWebhooks, timeoutMs, signal: cancellationSignal() },
  );
  const durationMs = Date.now() - at.getTime();
  if (status === goneStatus) await disableWebhook(store, webhook.id);
  // An answer speaks for itself.
  const attempt = { at, durationMs, responseStatus: status, error: status === null ? failure : null };
  await noteAttempt(store, delivery, attempt, endOf(failure));
  if (failure !== null) throw failure;
}

/** Null when it is to be tried again. */
function endOf(failure: SluiceError | null): DeliveryEnd | null {
  if (failure === null) return { status: "Delivered" };
  return failure.retryable ? null : { status: "Failed", error: failure };
}

export async function giveUpMessage(
  { store }: SendMessageDependencies,
  { failure, ...delivery }: FailedDelivery,
): Promise<void> {
  await endDelivery(store, delivery, { status: "Failed", error: failure });
}
