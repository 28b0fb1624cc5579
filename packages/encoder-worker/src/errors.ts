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
