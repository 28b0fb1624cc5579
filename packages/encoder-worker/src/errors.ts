import { SluiceError } from "@sluice/types";

/** As `connection.stalled` of the object store, only sooner. */
export function stalledForOthers(bucket: string, cause: unknown): SluiceError {
  const failure = {
    code: "connection.stalled",
    message: `The bucket ${bucket} takes bytes very slowly or not at all, and other exports needed the encoder. It is tried again; look at the store, and at the line and the proxies on the way to it, if it stays so.`,
    retryable: true,
  };
  return new SluiceError(failure, { cause });
}

/** A thread of an encoder is gone; the process and its other threads go on. */
export function threadCrashed(cause: unknown): SluiceError {
  const failure = {
    code: "encoder.thread_crashed",
    message:
      "A part of the encoder crashed or ran out of memory while it worked on this. It is tried again; if it stays so, the encoder's log has the details.",
    retryable: true,
  };
  return new SluiceError(failure, { cause });
}
