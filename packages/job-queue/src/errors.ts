import { SluiceError } from "@sluice/types";

export function queueUnavailable(cause: unknown): SluiceError {
  return new SluiceError(
    {
      code: "queue.unavailable",
      message: "The job queue (NATS) does not answer. It is tried again; if it stays away, look at the NATS server.",
      retryable: true,
    },
    { cause },
  );
}
