import { SluiceError } from "@sluice/types";

function failure(code: string, message: string, retryable: boolean, cause?: unknown): SluiceError {
  return new SluiceError({ code, message, retryable }, { cause });
}

export const addressRefused = (host: string, reason: string, cause?: unknown) =>
  failure(
    "webhook.address_refused",
    `Nothing was sent to ${host}: ${reason}. Give the webhook a public https URL, then send the message again.`,
    false,
    cause,
  );
export const unknownHost = (host: string, cause: unknown) =>
  failure("webhook.unknown_host", `There is no host ${host}. Check the webhook's URL.`, true, cause);
export const tlsFailed = (host: string, cause: unknown) =>
  failure(
    "webhook.tls_failed",
    `${host} has no certificate that can be trusted. Check its certificate, and that all of its chain is sent.`,
    true,
    cause,
  );
export const timedOut = (host: string, timeoutMs: number) =>
  failure(
    "webhook.timeout",
    `${host} did not answer within ${timeoutMs / 1_000} s. Answer first, and do the work afterwards.`,
    true,
  );
export const unreachable = (host: string, cause: unknown) =>
  failure(
    "webhook.unreachable",
    `${host} could not be reached, or closed the connection without an answer. Check that it is up.`,
    true,
    cause,
  );
export const redirected = (status: number) =>
  failure(
    "webhook.redirected",
    `The receiver answered ${status} to send us elsewhere, which is not followed. Give the webhook the final URL.`,
    true,
  );
export const notAccepted = (status: number) =>
  failure(
    "webhook.not_accepted",
    `The receiver answered ${status}; only a 2xx status says that it has the message. Look at the receiver's log.`,
    true,
  );
export const gone = () =>
  failure(
    "webhook.gone",
    "The receiver answered 410 Gone, so this webhook is disabled. Enable it again when the receiver is back.",
    false,
  );
