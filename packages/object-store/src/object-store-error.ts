import { SluiceError } from "@sluice/types";
import { type BucketAction, type BucketFailure, failures, type Place } from "./errors.ts";
import type { ObjectStore } from "./open-object-store.ts";

/** A store's error in the user's words, decided by its code alone; the raw error is the cause, for the log. */
export function objectStoreError(store: ObjectStore, action: BucketAction, error: unknown): SluiceError {
  if (error instanceof SluiceError) return error;
  const { bucket, region, endpoint } = store.target;
  const address = endpoint ?? `S3 in ${region}`;
  const place: Place = { bucket, region, address, keyId: store.maskedKeyId, action, rightRegion: regionIn(error) };
  const { code, retryable, message } = failureOf(error);
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

/** The error's own code first, then those of what caused it (a network error's, for instance). */
function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const own = [textIn(error, "Code"), textIn(error, "code"), error.name];
  const inner = error instanceof AggregateError ? error.errors.flatMap(codesOf) : codesOf(error.cause);
  return [...own.filter((code) => code !== null), ...inner];
}

function statusOf(error: unknown): number {
  return Number(fieldOf(fieldOf(error, "$metadata"), "httpStatusCode")) || 0;
}

/** Where the bucket is, if the store says so: in the error itself or beside it. */
function regionIn(error: unknown): string | null {
  const headers = fieldOf(fieldOf(error, "$response"), "headers");
  const region = textIn(error, "Region") ?? textIn(headers, "x-amz-bucket-region");
  // It goes into a message, so it has to look like one.
  return region !== null && /^[a-z0-9-]{1,40}$/.test(region) ? region : null;
}

function textIn(value: unknown, name: string): string | null {
  const field = fieldOf(value, name);
  return typeof field === "string" ? field : null;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
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
