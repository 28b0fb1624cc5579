import { ListObjectsV2Command } from "@aws-sdk/client-s3";
import { type Failure, toFailure } from "@sluice/types";
import type { BucketAction } from "./errors.ts";
import { objectStoreError } from "./object-store-error.ts";
import type { ObjectStore } from "./open-object-store.ts";
import { bodyOf, type NewObject, putObject } from "./put-object.ts";
import type { StoreRequestOptions } from "./transfer/store-requests.ts";
import { withQuickRetries } from "./with-quick-retries.ts";

export type ConnectionCheck =
  | { readonly action: BucketAction; readonly ok: true }
  | { readonly action: BucketAction; readonly ok: false; readonly failure: Failure };

const timeoutMs = 20_000;

/**
 * Does what an export does, with the very credentials: lists, and puts a small object under the prefix. The object stays,
 * because nothing is allowed to delete it; each test replaces it.
 */
export async function testConnection(store: ObjectStore): Promise<readonly ConnectionCheck[]> {
  const { bucket, prefix } = store.target;
  const list = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, MaxKeys: 1 });
  const object: NewObject = {
    key: `${prefix}${testObjectName}`,
    contentType: "text/plain",
    ...bodyOf(testObjectText),
  };
  const listOnce = (abortSignal: AbortSignal) => {
    const request: StoreRequestOptions = { action: "ListBucket", abortSignal };
    return store.client.send(list, request);
  };
  return [
    await check(store, "ListBucket", (signal) => withQuickRetries(store, "ListBucket", signal, () => listOnce(signal))),
    await check(store, "PutObject", (signal) => putObject(store, object, { signal })),
  ];
}

export const testObjectName = "sluice-connection-test.txt";
const testObjectText = Buffer.from("Sluice wrote this to test the connection. It can be deleted.\n");

async function check(
  store: ObjectStore,
  action: BucketAction,
  attempt: (signal: AbortSignal) => Promise<void>,
): Promise<ConnectionCheck> {
  try {
    await attempt(AbortSignal.timeout(timeoutMs));
    return { action, ok: true };
  } catch (error) {
    return { action, ok: false, failure: toFailure(objectStoreError(store, action, error)) };
  }
}
