import { z } from "zod";

/** A failure in the user's words: what went wrong, where, and what to do, with a stable code beside it. */
export const failureSchema = z.object({
  code: z.string(),
  message: z.string(),
  /** Whether trying the same again can help. */
  retryable: z.boolean(),
});
export type Failure = z.infer<typeof failureSchema>;

/** Thrown where a failure has a code. `cause` holds the raw error and goes to the log only. */
export class SluiceError extends Error {
  readonly code: string;
  readonly retryable: boolean;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.message, options);
    this.name = "SluiceError";
    this.code = failure.code;
    this.retryable = failure.retryable;
  }
}

/** What a user may see of any thrown value: its own failure, or `internal` for an error nobody foresaw. */
export function toFailure(error: unknown): Failure {
  if (error instanceof SluiceError) {
    return { code: error.code, message: error.message, retryable: error.retryable };
  }
  return {
    code: "internal",
    message:
      "Something failed that Sluice has no words for. The service log has the details; press Retry to try again.",
    retryable: true,
  };
}
