import { createReadStream } from "node:fs";
import { PutObjectCommand, type PutObjectCommandInput } from "@aws-sdk/client-s3";
import type { Encryption } from "@sluice/types";
import type { ObjectStore } from "./open-object-store.ts";
import { withQuickRetries } from "./with-quick-retries.ts";

export interface NewObject {
  /** With the connection's prefix. */
  readonly key: string;
  readonly body: Uint8Array | { readonly path: string; readonly byteLength: number };
  readonly contentType: string;
  /** Of the body; the store refuses bytes that don't match. */
  readonly crc32: number;
}

/**
 * Puts an object with one PutObject: it appears whole or not at all, and putting it again replaces it. Throws a
 * `SluiceError`, or the signal's reason.
 */
export async function putObject(store: ObjectStore, object: NewObject, signal: AbortSignal): Promise<void> {
  // The SDK never sends a file a second time; here it is opened anew.
  await withQuickRetries(store, "PutObject", signal, () => putOnce(store, object, signal));
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
        ...encryptionOf(store.target.encryption),
      }),
      { abortSignal: signal },
    );
  } finally {
    if (!(payload instanceof Uint8Array)) payload.destroy();
  }
}

function encryptionOf(encryption: Encryption): Partial<PutObjectCommandInput> {
  if (encryption.type === "none") return {};
  if (encryption.type === "sse-s3") return { ServerSideEncryption: "AES256" };
  const { keyId, bucketKey } = encryption;
  return {
    ServerSideEncryption: "aws:kms",
    SSEKMSKeyId: keyId,
    ...(bucketKey === undefined ? {} : { BucketKeyEnabled: bucketKey }),
  };
}
