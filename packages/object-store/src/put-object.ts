import { createReadStream } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { SluiceError } from "@sluice/types";
import { objectStoreError } from "./object-store-error.ts";
import type { ObjectStore } from "./open-object-store.ts";

export interface NewObject {
  /** With the connection's prefix. */
  readonly key: string;
  readonly body: Uint8Array | { readonly path: string; readonly byteLength: number };
  readonly contentType: string;
  /** Of the body; the store refuses bytes that don't match. */
  readonly crc32: number;
}

const quickRetriesMs = [250, 1_000, 4_000];

/**
 * Puts an object with one PutObject: it appears whole or not at all, and putting it again replaces it. What may pass is
 * tried a few times here, as the SDK does not send a file twice.
 */
export async function putObject(store: ObjectStore, object: NewObject, signal: AbortSignal): Promise<void> {
  for (const pauseMs of [...quickRetriesMs, null]) {
    try {
      await putOnce(store, object, signal);
      return;
    } catch (error) {
      signal.throwIfAborted();
      const failure = objectStoreError(store, "PutObject", error);
      if (!(failure instanceof SluiceError) || !failure.retryable || pauseMs === null) throw failure;
      await setTimeout(pauseMs, undefined, { signal });
    }
  }
}

async function putOnce(store: ObjectStore, object: NewObject, signal: AbortSignal): Promise<void> {
  const { key, body, contentType } = object;
  const payload = body instanceof Uint8Array ? body : createReadStream(body.path, { highWaterMark: 1024 * 1024 });
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(object.crc32);
  try {
    await store.client.send(
      new PutObjectCommand({
        Bucket: store.target.bucket,
        Key: key,
        Body: payload,
        ContentLength: body.byteLength,
        ContentType: contentType,
        ChecksumCRC32: checksum.toString("base64"),
      }),
      { abortSignal: signal },
    );
  } finally {
    if (!(payload instanceof Uint8Array)) payload.destroy();
  }
}
