import type { ConnectionTarget } from "@sluice/types";
import {
  type BucketCredentials,
  type ObjectStore,
  openObjectStore,
  type StoreOptions,
} from "../src/open-object-store.ts";

/** A store of a test is at a private address: on this machine. */
export function openLocal(
  target: ConnectionTarget,
  credentials: BucketCredentials,
  options: Partial<StoreOptions> = {},
): ObjectStore {
  return openObjectStore(target, credentials, { allowPrivate: true, ...options });
}
