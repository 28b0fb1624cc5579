import { crc32 } from "node:zlib";
import { ListObjectsV2Command } from "@aws-sdk/client-s3";
import { type Failure, toFailure } from "@sluice/types";
import { type BucketAction, objectStoreError } from "./object-store-error.ts";
import type { ObjectStore } from "./open-object-store.ts";
import { putObject } from "./put-object.ts";

export type ConnectionCheck =
  | { readonly action: BucketAction; readonly ok: true }
  | { readonly action: BucketAction; readonly ok: false; readonly failure: Failure };

const timeoutMs = 20_000;

/**
 * Does what an export does, with the very credentials: lists, and puts a small object under the prefix. The object stays,
 * because nothing is allowed to delete it; each test replaces it.
 */
export async function testConnection(store: ObjectStore): Promise<readonly ConnectionCheck[]> {
  const signal = AbortSignal.timeout(timeoutMs);
  const { bucket, prefix } = store.target;
  const body = Buffer.from("Sluice wrote this to test the connection. It can be deleted.\n");
  return [
    await check("ListBucket", async () => {
      try {
        const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, MaxKeys: 1 });
        await store.client.send(command, { abortSignal: signal });
      } catch (error) {
        throw objectStoreError(store, "ListBucket", error);
      }
    }),
    await check("PutObject", async () => {
      const key = `${prefix}${testObjectName}`;
      await putObject(store, { key, body, contentType: "text/plain", crc32: crc32(body) }, signal).catch((error) => {
        throw objectStoreError(store, "PutObject", error);
      });
    }),
  ];
}

export const testObjectName = "sluice-connection-test.txt";

async function check(action: BucketAction, attempt: () => Promise<void>): Promise<ConnectionCheck> {
  try {
    await attempt();
    return { action, ok: true };
  } catch (error) {
    return { action, ok: false, failure: toFailure(error) };
  }
}
