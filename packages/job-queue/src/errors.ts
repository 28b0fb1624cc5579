import { JetStreamApiError } from "@nats-io/jetstream";
import { SluiceError } from "@sluice/types";

/** What a user may know of a queue that failed, decided by the server's error code. */
export function queueFailure(error: unknown): SluiceError {
  if (error instanceof SluiceError) return error;
  const isFull = error instanceof JetStreamApiError && fullCodes.has(error.code);
  return new SluiceError(isFull ? full : unavailable, { cause: error });
}

/** nats-server's "insufficient resources", "insufficient storage resources available", "maximum bytes exceeded". */
const fullCodes: ReadonlySet<number> = new Set([10_023, 10_047, 10_077]);

const full = {
  code: "queue.full",
  message: "The job queue (NATS) has no room. It is tried again; if it stays full, look at the NATS server's disk.",
  retryable: true,
};

const unavailable = {
  code: "queue.unavailable",
  message: "The job queue (NATS) does not answer. It is tried again; if it stays away, look at the NATS server.",
  retryable: true,
};
