import { SluiceError } from "@sluice/types";

export function recordTooLarge(eventName: string | null, maxObjectBytes: number): SluiceError {
  const what = eventName === null ? "profile" : `record of the event "${eventName}"`;
  return new SluiceError({
    code: "encode.object_limit",
    message: `A ${what} does not fit into one object of ${maxObjectBytes} bytes. Raise SLUICE_MAX_OBJECT_BYTES on the encoders, then press Retry.`,
    retryable: false,
  });
}

export function scratchFull(folder: string, cause: unknown): SluiceError {
  return new SluiceError(
    {
      code: "encoder.disk_full",
      message: `An encoder has no room left for temporary files in ${folder}. Free some space there or point SLUICE_SCRATCH elsewhere; the job is tried again.`,
      retryable: true,
    },
    { cause },
  );
}
