import type { Failure } from "@sluice/types";
import { continueAsNew, isCancellation, proxyActivities } from "@temporalio/workflow";
import { failureOf } from "./failure-of.ts";
import type { ForgetActivities } from "./forget-activities.ts";

/** For about a day: a full disk is a matter of somebody's looking at it. */
const activities = proxyActivities<ForgetActivities>({
  startToCloseTimeout: "2d",
  heartbeatTimeout: "2m",
  retry: { initialInterval: "5s", backoffCoefficient: 2, maximumInterval: "30m", maximumAttempts: 50 },
});

const { listForgetRequests, giveUpForgetting } = proxyActivities<ForgetActivities>({
  startToCloseTimeout: "1m",
  retry: { initialInterval: "1s", backoffCoefficient: 2, maximumInterval: "1m" },
});

const roundsInHistory = 200;

/**
 * Works off a project's requests to forget users, all that wait at a time, as each of them may have the same loads written
 * anew; what comes meanwhile waits for the next time.
 */
export async function forgetUsers({ project }: { readonly project: string }): Promise<void> {
  for (let round = 0; round < roundsInHistory; round++) {
    const requests = await listForgetRequests({ project });
    if (requests.length === 0) return;
    try {
      await activities.forgetUsers({ project, requests });
    } catch (error) {
      // Whoever stops it finds it started again, for as long as there are requests.
      if (isCancellation(error)) throw error;
      await giveUpForgetting({ project, requests, failure: failureOf(error, forgettingLost) });
    }
  }
  await continueAsNew<typeof forgetUsers>({ project });
}

const forgettingLost: Failure = {
  code: "forget.service_lost",
  message:
    "The workflow service went away again and again while it took users out of the lake. Look at its log and its memory, then ask for the user to be forgotten again.",
  retryable: true,
};
