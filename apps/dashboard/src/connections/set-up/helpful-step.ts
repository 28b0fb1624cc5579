import type { SetUpSearch } from "../set-up-search.ts";

/** The step of a set-up where what a test found is mended; null for what is mended where one is, or elsewhere. */
export function helpfulStep(code: string, { store }: Pick<SetUpSearch, "store">): 1 | 2 | null {
  if (ofTheBucket.has(code)) return 1;
  if (code === "connection.access_denied") return 2;
  return store === "compatible" && ofTheEndpoint.has(code) ? 1 : null;
}

const ofTheBucket = new Set([
  "connection.bucket_not_found",
  "connection.wrong_region",
  "connection.bad_bucket_name",
  "connection.key_too_long",
]);

const ofTheEndpoint = new Set([
  "connection.unknown_host",
  "connection.unreachable",
  "connection.tls_failed",
  "connection.not_s3",
  "connection.address_refused",
]);
