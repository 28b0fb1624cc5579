import { isPublicAddress, literalAddress } from "@sluice/public-address";
import type { ConnectionTarget } from "@sluice/types";

/**
 * Why a connection can't have this endpoint, as far as that shows without asking for its host's addresses; null when it
 * can.
 */
export function endpointRefusal(
  { endpoint }: Pick<ConnectionTarget, "endpoint">,
  { allowPrivate }: { readonly allowPrivate: boolean },
): string | null {
  if (endpoint === null || allowPrivate) return null;
  const address = literalAddress(new URL(endpoint));
  if (address === null || isPublicAddress(address)) return null;
  return `has the address ${address}, which is private or reserved; connections are made to public addresses only`;
}

/**
 * What is wrong with an endpoint that has its bucket in its host's name, where Sluice puts it itself; said of the field
 * that brought the two together. Null when it has not.
 */
export function bucketInHost(
  { endpoint, bucket }: Pick<ConnectionTarget, "endpoint" | "bucket">,
  field: "endpoint" | "bucket",
): string | null {
  if (endpoint === null) return null;
  const { protocol, host } = new URL(endpoint);
  if (!host.startsWith(`${bucket}.`)) return null;
  const store = `${protocol}//${host.slice(bucket.length + 1)}`;
  const what = {
    endpoint: "begins with the bucket's name, which is no part of it",
    bucket: `is what the endpoint ${endpoint} begins with, which is no part of that`,
  };
  return isAws(host)
    ? `${what[field]}: give the endpoint ${store}, or none at all for AWS`
    : `${what[field]}: give the endpoint ${store}, or pathStyle true too if the store itself is called ${host}`;
}

/** No host of AWS that begins with a bucket's name is all of S3. */
export function isAws(host: string): boolean {
  return /\.amazonaws\.com(\.cn)?(:\d+)?$/.test(host);
}
