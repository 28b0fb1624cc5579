import { type Format, SluiceError } from "@sluice/types";

export function encoderUnavailable(format: Format, waitedMs: number): SluiceError {
  const waited = waitedMs < 60_000 ? `${Math.round(waitedMs / 1_000)} s` : `${Math.round(waitedMs / 60_000)} min`;
  return new SluiceError({
    code: "encoder.unavailable",
    message: `No ${format} encoder was running for ${waited}. Start apps/encoder-${format} (at least one), then press Retry.`,
    retryable: false,
  });
}

export function runIncomplete(delivered: number, expected: number): SluiceError {
  return new SluiceError({
    code: "run.incomplete",
    message: `The objects hold ${delivered} records, but the source counted ${expected} at planning. No manifest was written. Press Retry; if it happens again, the source changed under the run.`,
    retryable: false,
  });
}

export function runUnknown(runId: string): SluiceError {
  return new SluiceError({ code: "run.not_found", message: `There is no run ${runId}.`, retryable: false });
}

export function runInterrupted(): SluiceError {
  return new SluiceError({
    code: "run.interrupted",
    message:
      "The run's workflow was ended from outside, in the Temporal UI or by an operator. Press Retry to run it again.",
    retryable: true,
  });
}

export function runEnded(runId: string): SluiceError {
  return new SluiceError({ code: "run.ended", message: `Run ${runId} has ended already.`, retryable: false });
}
