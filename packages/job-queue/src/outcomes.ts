import { type OutcomeMessage, outcomeMessageSchema, type RunId } from "@sluice/types";
import { queueFailure } from "./errors.ts";
import type { JobQueue } from "./open-job-queue.ts";
import { publishStored } from "./publish-stored.ts";
import { outcomeSubject, outcomesStream } from "./subjects.ts";

export interface AwaitedJob {
  readonly runId: RunId;
  readonly jobIndex: number;
  readonly attempt: number;
}

export async function publishOutcome(queue: JobQueue, outcome: OutcomeMessage): Promise<void> {
  await publishStored(queue, outcomeSubject(outcome.runId, outcome.jobIndex), outcome);
}

/** A job's last outcome, if it has one. */
export async function storedOutcome({ jsm }: JobQueue, runId: RunId, jobIndex: number): Promise<OutcomeMessage | null> {
  try {
    const message = await jsm.streams.getMessage(outcomesStream, { last_by_subj: outcomeSubject(runId, jobIndex) });
    return message && parseOutcome(message);
  } catch (error) {
    throw queueFailure(error);
  }
}

const lookAgainMs = 5_000;

/**
 * Waits until a job's outcome is there: "done" by whichever attempt, "failed" only by this one. Listens first and
 * then looks what is stored, again and again, so that neither a restart nor a lost connection can hide it.
 */
export async function waitForOutcome(queue: JobQueue, job: AwaitedJob, signal: AbortSignal): Promise<OutcomeMessage> {
  const { runId, jobIndex } = job;
  const subscription = queue.connection.subscribe(outcomeSubject(runId, jobIndex));
  const { promise, resolve, reject } = Promise.withResolvers<OutcomeMessage>();
  const take = (outcome: OutcomeMessage | null): void => {
    if (outcome && (outcome.status === "done" || outcome.attempt === job.attempt)) resolve(outcome);
  };
  const look = () => storedOutcome(queue, runId, jobIndex).then(take, () => undefined);
  const stop = () => reject(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  const timer = setInterval(look, lookAgainMs);
  void (async () => {
    for await (const message of subscription) take(parseOutcome(message));
  })();
  try {
    if (signal.aborted) stop();
    else void look();
    return await promise;
  } finally {
    clearInterval(timer);
    signal.removeEventListener("abort", stop);
    subscription.unsubscribe();
  }
}

/** Whatever is no outcome counts as none: the job's next message, or its next attempt, puts that right. */
function parseOutcome(message: { json(): unknown }): OutcomeMessage | null {
  try {
    return outcomeMessageSchema.parse(message.json());
  } catch {
    return null;
  }
}
