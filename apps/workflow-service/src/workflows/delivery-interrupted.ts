import type { Failure } from "@sluice/types";

/** What became of a delivery that nobody goes on with. */
export const deliveryInterrupted: Failure = {
  code: "webhook.interrupted",
  message:
    "The delivery was ended from outside, or the workflow service went away again and again. Send the message again.",
  retryable: true,
};
