import { AddressRefused } from "@sluice/public-address";
import { SluiceError } from "@sluice/types";
import { codesOf, fieldOf, statusOf, textIn } from "./error-codes.ts";
import { type BucketAction, type BucketFailure, failures, type Place } from "./errors.ts";
import type { ObjectStore } from "./open-object-store.ts";
import { ChecksumDiffers, isNoHttp, NotS3Answer, TransferStalled } from "./transfer/transfer-errors.ts";

/** A store's error in the user's words, decided by its code alone; the raw error is the cause, for the log. */
export function objectStoreError(store: ObjectStore, action: BucketAction, error: unknown): SluiceError {
  if (error instanceof SluiceError) return error;
  const { user, target } = store;
  const { bucket, region, endpoint } = target;
  const address = endpoint ?? `S3 in ${region}`;
  const encryption = target.encryption.type;
  const place: Place = {
    bucket,
    region,
    address,
    user,
    encryption,
    action,
    rightRegion: regionIn(error),
    answer: answerIn(error),
    stall: error instanceof TransferStalled ? stallIn(action, error) : null,
  };
  const found = failureOf(error);
  const isOfSession = found === failures.badCredentials && user.kind === "role";
  const { code, retryable, message } = isOfSession ? failures.sessionRefused : found;
  return new SluiceError({ code, retryable, message: message(place) }, { cause: error });
}

function failureOf(error: unknown): BucketFailure {
  if (error instanceof NotS3Answer) return failures.notS3;
  if (error instanceof TransferStalled) return failures.stalled;
  if (error instanceof AddressRefused) return failures.addressRefused;
  if (error instanceof ChecksumDiffers) return failures.storeFailed;
  for (const code of codesOf(error)) {
    const known = byCode.get(code);
    if (known) return known;
    if (isNoHttp(code)) return failures.notS3;
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

/** What the store answered, as far as that may be shown: status, and its code or the content type. */
function answerIn(error: unknown): string | null {
  if (error instanceof NotS3Answer) {
    return `HTTP ${error.status}, ${error.contentType ?? "without a content type"}`;
  }
  if (error instanceof ChecksumDiffers) return "it has the checksum of other bytes";
  const status = statusOf(error);
  if (status === 0) return null;
  const code = textIn(error, "Code");
  return code !== null && /^[\w.-]{1,60}$/.test(code) ? `HTTP ${status} (${code})` : `HTTP ${status}`;
}

function stallIn(action: BucketAction, { how, sentBytes, totalBytes, waitedMs }: TransferStalled): string {
  const [unit, size] = totalBytes < 1_000_000 ? (["kB", 1_000] as const) : (["MB", 1_000_000] as const);
  const total = `${(totalBytes / size).toFixed(1)} ${unit}`;
  const part = `${(sentBytes / size).toFixed(1)} of ${total}`;
  const wait = `${Number((waitedMs / 1_000).toPrecision(2))} s`;
  const texts: Readonly<Record<TransferStalled["how"], string>> = {
    still: `took ${part}, and nothing more in ${wait}`,
    crawling: `took no more than ${part} in ${wait}`,
    unanswered: `took ${totalBytes < 1_000 ? action : `all ${total}`}, but gave no whole answer in ${wait}`,
  };
  return texts[how];
}

/** For answers without a code. */
const byStatus: ReadonlyMap<number, BucketFailure> = new Map([
  [301, failures.wrongRegion],
  [307, failures.storeFailed],
  [403, failures.accessDenied],
  [404, failures.bucketNotFound],
  [408, failures.storeFailed],
  [413, failures.tooLarge],
  [417, failures.storeFailed],
  [425, failures.storeFailed],
  [429, failures.throttled],
  [503, failures.throttled],
]);

const byCode: ReadonlyMap<string, BucketFailure> = new Map(
  Object.values(failures).flatMap((failure) => failure.storeCodes.map((code) => [code, failure] as const)),
);
