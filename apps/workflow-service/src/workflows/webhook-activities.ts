import type { Failure } from "@sluice/types";

/** The I/O of a webhook message, as its workflow sees it. Each call may happen more than once. */
export interface WebhookActivities {
  /** Posts the message once, and writes down how that went. */
  sendMessage(delivery: DeliveryExecution): Promise<void>;
  giveUpMessage(ending: FailedDelivery): Promise<void>;
}

export interface DeliveryExecution {
  readonly deliveryId: string;
  /** Counts from 1; a redelivery by hand is the next one. */
  readonly execution: number;
}

export interface FailedDelivery extends DeliveryExecution {
  readonly failure: Failure;
}
