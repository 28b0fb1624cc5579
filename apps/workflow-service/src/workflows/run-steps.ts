import { ActivityCancellationType, proxyActivities } from "@temporalio/workflow";
import type { RunActivities } from "./run-activities.ts";

/**
 * A retryable failure is tried again for about an hour before the run fails for good; failures that a retry can't
 * help arrive as non-retryable.
 */
const retry = { initialInterval: "1s", backoffCoefficient: 2, maximumInterval: "2m", maximumAttempts: 36 } as const;

/** What a run does. Stopping doesn't wait for an activity to notice. */
export const steps = proxyActivities<RunActivities>({
  startToCloseTimeout: "7d",
  heartbeatTimeout: "20s",
  cancellationType: ActivityCancellationType.TRY_CANCEL,
  retry,
});

/** How a run ends when it does not end well: tried until it is written down. */
export const endings = proxyActivities<Pick<RunActivities, "failRun" | "stopRun">>({
  startToCloseTimeout: "1m",
  retry: { initialInterval: "1s", backoffCoefficient: 2, maximumInterval: "1m" },
});
