import { type Failure, toFailure } from "@sluice/types";
import { ActivityFailure, ApplicationFailure, TimeoutFailure } from "@temporalio/common";

/** The failure that an activity ended with, in the user's words; `lost` when it was never heard of again. */
export function failureOf(error: unknown, lost: Failure = serviceLost): Failure {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof ApplicationFailure && cause.type) {
    return { code: cause.type, message: cause.message, retryable: cause.nonRetryable !== true };
  }
  if (cause instanceof TimeoutFailure) return lost;
  return toFailure(cause);
}

const serviceLost: Failure = {
  code: "run.service_lost",
  message:
    "The workflow service went away again and again while it worked on this run. Look at its log and its memory, then press Retry.",
  retryable: true,
};
