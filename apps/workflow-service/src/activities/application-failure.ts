import { runIdOfWorkflow } from "@sluice/run-control";
import type { Logger } from "@sluice/service";
import { type Failure, type RunId, SluiceError, toFailure } from "@sluice/types";
import { activityInfo } from "@temporalio/activity";
import { ApplicationFailure, CancelledFailure } from "@temporalio/common";

/** An error nobody foresaw is tried this often: it may pass, and if it doesn't, people should hear of it soon. */
const maxUnforeseenAttempts = 5;
const unforeseen = new Set(["internal", "connection.unexpected"]);

export interface FailedAttempt {
  /** The activity's name. */
  readonly step: string;
  /** Null outside a run. */
  readonly runId: RunId | null;
  readonly failure: Failure;
}

export interface AttemptLog {
  readonly log: Logger;
  /** Hears of every attempt that failed, whether it is tried again or not. */
  readonly onFailedAttempt: (attempt: FailedAttempt) => Promise<void>;
}

type Activity<Input, Output> = (input: Input) => Promise<Output>;

/**
 * Wraps an activity so that Temporal sees the code as the failure's type, the user's words as its message, and
 * whether a retry can help. The raw error goes to the log only: it may hold what no history should.
 */
export function failingInUserWords<Input, Output>(
  attempts: AttemptLog,
  activity: Activity<Input, Output>,
): Activity<Input, Output> {
  return async (input) => {
    try {
      return await activity(input);
    } catch (error) {
      if (error instanceof CancelledFailure) throw error;
      throw await applicationFailure(attempts, error);
    }
  };
}

async function applicationFailure({ log, onFailedAttempt }: AttemptLog, error: unknown): Promise<ApplicationFailure> {
  const { activityType, attempt, workflowExecution } = activityInfo();
  const workflowId = workflowExecution?.workflowId ?? "";
  const runId = runIdOfWorkflow(workflowId);
  const failure = toFailure(error);
  const { code, message, retryable } = failure;
  const foreseen = error instanceof SluiceError;
  const nonRetryable = !retryable || (unforeseen.has(code) && attempt >= maxUnforeseenAttempts);
  log[foreseen ? "warn" : "error"](
    { activity: activityType, ...(runId === null ? {} : { runId }), workflowId, attempt, code, err: error },
    "activity failed",
  );
  await onFailedAttempt({ step: activityType, runId, failure }).catch((cause: unknown) =>
    log.warn({ err: cause, workflowId }, "an error of a run was not written down"),
  );
  return ApplicationFailure.create({ type: code, message, nonRetryable });
}
