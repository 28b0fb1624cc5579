import type { Logger } from "@sluice/service";
import { SluiceError, toFailure } from "@sluice/types";
import { activityInfo } from "@temporalio/activity";
import { ApplicationFailure, CancelledFailure } from "@temporalio/common";

/** An error nobody foresaw is tried this often: it may pass, and if it doesn't, people should hear of it soon. */
const maxUnforeseenAttempts = 5;
const unforeseen = new Set(["internal", "connection.unexpected"]);

type Activity<Input, Output> = (input: Input) => Promise<Output>;

/**
 * Wraps an activity so that Temporal sees the code as the failure's type, the user's words as its message, and
 * whether a retry can help. The raw error goes to the log only: it may hold what no history should.
 */
export function failingInUserWords<Input, Output>(
  log: Logger,
  activity: Activity<Input, Output>,
): Activity<Input, Output> {
  return async (input) => {
    try {
      return await activity(input);
    } catch (error) {
      if (error instanceof CancelledFailure) throw error;
      throw applicationFailure(log, error);
    }
  };
}

function applicationFailure(log: Logger, error: unknown): ApplicationFailure {
  const { activityType, attempt, workflowExecution } = activityInfo();
  const { code, message, retryable } = toFailure(error);
  const foreseen = error instanceof SluiceError;
  const nonRetryable = !retryable || (unforeseen.has(code) && attempt >= maxUnforeseenAttempts);
  log[foreseen ? "warn" : "error"](
    { activity: activityType, workflowId: workflowExecution?.workflowId, attempt, code, err: error },
    "activity failed",
  );
  return ApplicationFailure.create({ type: code, message, nonRetryable });
}
