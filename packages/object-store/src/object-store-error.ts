import { SluiceError } from "@sluice/types";
import type { ObjectStore } from "./open-object-store.ts";

export type BucketAction = "ListBucket" | "PutObject";

interface Description {
  readonly code: string;
  readonly retryable: boolean;
  readonly message: (place: Place) => string;
}

interface Place {
  readonly bucket: string;
  readonly region: string;
  readonly address: string;
  readonly keyId: string;
  readonly action: BucketAction;
}

/** A store's error in the user's words, decided by its code alone; the raw error is the cause, for the log. */
export function objectStoreError(store: ObjectStore, action: BucketAction, error: unknown): Error {
  if (error instanceof SluiceError) return error;
  const { bucket, region, endpoint } = store.target;
  const address = endpoint ?? `S3 in ${region}`;
  const { code, retryable, message } = description(error);
  const place = { bucket, region, address, keyId: store.maskedKeyId, action };
  return new SluiceError({ code, retryable, message: message(place) }, { cause: error });
}

function description(error: unknown): Description {
  for (const code of codesOf(error)) {
    const known = byCode[code];
    if (known) return known;
  }
  const status = statusOf(error);
  if (status === 403) return accessDenied;
  if (status === 404) return bucketNotFound;
  if (status === 301 || status === 307) return wrongRegion;
  if (status === 429 || status === 503) return throttled;
  if (status >= 500) return storeFailed;
  return unexpected;
}

/** The error's own code first, then those of what caused it (a network error's, for instance). */
function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const own = ["Code" in error ? error.Code : null, "code" in error ? error.code : null, error.name];
  const inner = error instanceof AggregateError ? error.errors.flatMap(codesOf) : codesOf(error.cause);
  return [...own.filter((code) => typeof code === "string"), ...inner];
}

function statusOf(error: unknown): number {
  if (typeof error !== "object" || error === null || !("$metadata" in error)) return 0;
  const { $metadata } = error;
  if (typeof $metadata !== "object" || $metadata === null || !("httpStatusCode" in $metadata)) return 0;
  return Number($metadata.httpStatusCode) || 0;
}

const accessDenied: Description = {
  code: "connection.access_denied",
  retryable: false,
  message: ({ bucket, action, keyId }) =>
    `The bucket ${bucket} refused ${action} for access key ${keyId}. Attach the policy shown under Connections > Policy to that key's user, then press Retry.`,
};
const badCredentials: Description = {
  code: "connection.bad_credentials",
  retryable: false,
  message: ({ address, keyId }) =>
    `${address} does not accept the credentials of access key ${keyId}. Replace the connection's access key id and secret access key, then press Retry.`,
};
const bucketNotFound: Description = {
  code: "connection.bucket_not_found",
  retryable: false,
  message: ({ bucket, address }) =>
    `There is no bucket ${bucket} at ${address}. Create it, or make a connection with the right name, then press Retry.`,
};
const wrongRegion: Description = {
  code: "connection.wrong_region",
  retryable: false,
  message: ({ bucket, region }) =>
    `The bucket ${bucket} is not in ${region}. Make a connection with the bucket's own region (S3 console > Properties).`,
};
const throttled: Description = {
  code: "connection.throttled",
  retryable: true,
  message: ({ bucket }) => `The bucket ${bucket} asks to be sent less at a time. It is tried again more slowly.`,
};
const storeFailed: Description = {
  code: "connection.store_failed",
  retryable: true,
  message: ({ address, action }) => `${address} failed to answer ${action}. It is tried again.`,
};
const unreachable: Description = {
  code: "connection.unreachable",
  retryable: true,
  message: ({ address }) =>
    `${address} cannot be reached. It is tried again; check the endpoint, DNS and firewalls if it stays so.`,
};
const badName: Description = {
  code: "connection.bad_bucket_name",
  retryable: false,
  message: ({ bucket }) => `"${bucket}" is no valid bucket name. Make a connection with the right name.`,
};
const clockSkewed: Description = {
  code: "connection.clock_skewed",
  retryable: true,
  message: ({ address }) => `${address} refuses requests because this machine's clock is wrong. Set the clock.`,
};
const tooLarge: Description = {
  code: "connection.object_too_large",
  retryable: false,
  message: ({ bucket }) => `The bucket ${bucket} refused an object for its size. Lower SLUICE_MAX_OBJECT_BYTES.`,
};
const quotaExceeded: Description = {
  code: "connection.quota_exceeded",
  retryable: false,
  message: ({ bucket }) =>
    `The bucket ${bucket} has reached its quota. Make room or raise the quota, then press Retry.`,
};
const kmsDenied: Description = {
  code: "connection.kms_denied",
  retryable: false,
  message: ({ bucket, keyId }) =>
    `The bucket ${bucket} encrypts with a KMS key that access key ${keyId} may not use. Allow kms:GenerateDataKey, then press Retry.`,
};
const unexpected: Description = {
  code: "connection.unexpected",
  retryable: true,
  message: ({ address, action }) =>
    `${address} answered ${action} with an error that Sluice does not know. The log has it.`,
};

const byCode: Readonly<Record<string, Description>> = {
  AccessDenied: accessDenied,
  AllAccessDisabled: accessDenied,
  AccountProblem: accessDenied,
  Forbidden: accessDenied,
  InvalidAccessKeyId: badCredentials,
  SignatureDoesNotMatch: badCredentials,
  InvalidToken: badCredentials,
  ExpiredToken: badCredentials,
  InvalidClientTokenId: badCredentials,
  NoSuchBucket: bucketNotFound,
  NotFound: bucketNotFound,
  PermanentRedirect: wrongRegion,
  AuthorizationHeaderMalformed: wrongRegion,
  IllegalLocationConstraintException: wrongRegion,
  SlowDown: throttled,
  ServiceUnavailable: throttled,
  Throttling: throttled,
  ThrottlingException: throttled,
  TooManyRequests: throttled,
  TooManyRequestsException: throttled,
  RequestLimitExceeded: throttled,
  BandwidthLimitExceeded: throttled,
  InternalError: storeFailed,
  OperationAborted: storeFailed,
  IncompleteBody: storeFailed,
  BadDigest: storeFailed,
  RequestTimeout: unreachable,
  TimeoutError: unreachable,
  NetworkingError: unreachable,
  ECONNREFUSED: unreachable,
  ECONNRESET: unreachable,
  EPIPE: unreachable,
  ETIMEDOUT: unreachable,
  ENOTFOUND: unreachable,
  EAI_AGAIN: unreachable,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  UND_ERR_SOCKET: unreachable,
  InvalidBucketName: badName,
  RequestTimeTooSkewed: clockSkewed,
  EntityTooLarge: tooLarge,
  QuotaExceeded: quotaExceeded,
  XMinioStorageFull: quotaExceeded,
  "KMS.AccessDeniedException": kmsDenied,
};
