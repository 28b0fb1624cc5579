import { bucketNameSchema, prefixSchema } from "@sluice/types";
import type { SetUpSearch } from "../set-up-search.ts";
import type { Place } from "./place.ts";

/** What a step changes of the set-up. */
export type ChangeSetUp = (change: SetUpSearch) => void;

/** What is wrong with a bucket's name by S3's rules; undefined while there is none. */
export function bucketFault(bucket: string | undefined): string | undefined {
  if (bucket === undefined) return undefined;
  const fault = faultOf(bucketNameSchema.safeParse(bucket));
  return fault && `${JSON.stringify(bucket)} ${fault}.`;
}

export function prefixFault(prefix = ""): string | undefined {
  return faultOf(prefixSchema.safeParse(prefix));
}

/** Where objects are to go; null before that is all said and right. */
export function placeOf({ store, bucket, region, prefix = "", endpoint }: SetUpSearch): Place | null {
  const isCompatible = store === "compatible";
  if (bucket === undefined || region === undefined || (isCompatible && endpoint === undefined)) return null;
  if (bucketFault(bucket) !== undefined || prefixFault(prefix) !== undefined) return null;
  return { bucket, region, prefix, endpoint: isCompatible ? (endpoint ?? null) : null };
}

function faultOf({ error }: { readonly error?: { readonly issues: readonly { readonly message: string }[] } }) {
  return error?.issues[0]?.message;
}
