import { JetStreamApiError } from "@nats-io/jetstream";
import { type Failure, type Format, SluiceError } from "@sluice/types";

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

export function noEncoder(format: Format): SluiceError {
  return new SluiceError({
    code: "encoder.unavailable",
    message: `No ${format} encoder is running just now, so there is no preview. Exports can be created all the same: they wait for one. Whoever operates Sluice starts it.`,
    retryable: true,
  });
}

export function encoderBusy(format: Format): Failure {
  return {
    code: "encoder.busy",
    message: `The ${format} encoder makes other previews just now. Ask again in a moment.`,
    retryable: true,
  };
}

export function previewTooLate(format: Format, cause: unknown): SluiceError {
  return new SluiceError(
    {
      code: "preview.too_late",
      message: `The ${format} encoder has not made the preview within 5 seconds; it may have much to do. Ask again in a moment. Exports are not affected.`,
      retryable: true,
    },
    { cause },
  );
}

export function previewTooLarge(): SluiceError {
  return new SluiceError({
    code: "preview.too_large",
    message:
      "The event has so many keys that a preview of it cannot be asked for. Exports are not affected; look at an event with fewer keys.",
    retryable: false,
  });
}
