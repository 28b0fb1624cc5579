import type { Failure } from "@sluice/types";
import { continueAsNew, isCancellation, proxyActivities } from "@temporalio/workflow";
import { failureOf } from "./failure-of.ts";
import type { ForgetActivities } from "./forget-activities.ts";

/** For about a day: a full disk is a matter of somebody's looking at it. */
const { forgetUser } = proxyActivities<ForgetActivities>({
  startToCloseTimeout: "2d",
  heartbeatTimeout: "2m",
  retry: { initialInterval: "5s", backoffCoefficient: 2, maximumInterval: "30m", maximumAttempts: 50 },
});

const { nextForgetRequest, giveUpForgetting } = proxyActivities<ForgetActivities>({
  startToCloseTimeout: "1m",
  retry: { initialInterval: "1s", backoffCoefficient: 2, maximumInterval: "1m" },
});

const requestsInHistory = 200;

/** Works off a project's requests to forget users, one after the other, as each of them may rewrite the same loads. */
export async function forgetUsers({ project }: { readonly project: string }): Promise<void> {
  for (let count = 0; count < requestsInHistory; count++) {
    const request = await nextForgetRequest({ project });
    if (request === null) return;
    try {
      await forgetUser({ request });
    } catch (error) {
      // Whoever stops it finds it started again, for as long as there are requests.
      if (isCancellation(error)) throw error;
      await giveUpForgetting({ request, failure: failureOf(error, forgettingLost) });
    }
  }
  await continueAsNew<typeof forgetUsers>({ project });
}

const forgettingLost: Failure = {
  code: "forget.service_lost",
  message:
    "The workflow service went away again and again while it took a user out of the lake. Look at its log and its memory, then ask for the user to be forgotten again.",
  retryable: true,
};
