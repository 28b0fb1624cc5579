import { SluiceError } from "@sluice/types";
import { codesOf, fieldOf, statusOf, textIn } from "./error-codes.ts";
import { type BucketAction, type BucketFailure, failures, type Place } from "./errors.ts";
import type { ObjectStore } from "./open-object-store.ts";

/** A store's error in the user's words, decided by its code alone; the raw error is the cause, for the log. */
export function objectStoreError(store: ObjectStore, action: BucketAction, error: unknown): SluiceError {
  if (error instanceof SluiceError) return error;
  const { user, target } = store;
  const { bucket, region, endpoint } = target;
  const address = endpoint ?? `S3 in ${region}`;
  const encryption = target.encryption.type;
  const place: Place = { bucket, region, address, user, encryption, action, rightRegion: regionIn(error) };
  const found = failureOf(error);
  const isOfSession = found === failures.badCredentials && user.kind === "role";
  const { code, retryable, message } = isOfSession ? failures.sessionRefused : found;
  return new SluiceError({ code, retryable, message: message(place) }, { cause: error });
}

function failureOf(error: unknown): BucketFailure {
  for (const code of codesOf(error)) {
    const known = byCode.get(code);
    if (known) return known;
  }
  const status = statusOf(error);
  return byStatus.get(status) ?? (status >= 500 ? failures.storeFailed : failures.unexpected);
}

/** Where the bucket is, if the store says so: in the error itself or beside it. */
function regionIn(error: unknown): string | null {
  const headers = fieldOf(fieldOf(error, "$response"), "headers");
  const region = textIn(error, "Region") ?? textIn(headers, "x-amz-bucket-region");
  // It goes into a message, so it has to look like one.
  return region !== null && /^[a-z0-9-]{1,40}$/.test(region) ? region : null;
}

/** For answers without a code. */
const byStatus: ReadonlyMap<number, BucketFailure> = new Map([
  [301, failures.wrongRegion],
  [307, failures.storeFailed],
  [403, failures.accessDenied],
  [404, failures.bucketNotFound],
  [413, failures.tooLarge],
  [429, failures.throttled],
  [503, failures.throttled],
]);

const byCode: ReadonlyMap<string, BucketFailure> = new Map(
  Object.values(failures).flatMap((failure) => failure.storeCodes.map((code) => [code, failure] as const)),
);
