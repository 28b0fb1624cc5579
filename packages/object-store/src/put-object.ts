import { createHash, hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { crc32 } from "node:zlib";
import { PutObjectCommand, type PutObjectCommandInput } from "@aws-sdk/client-s3";
import type { Encryption } from "@sluice/types";
import { HttpRequest } from "@smithy/core/protocols";
import type { ObjectStore } from "./open-object-store.ts";
import type { StoreRequestOptions } from "./transfer/store-requests.ts";
import { withQuickRetries } from "./with-quick-retries.ts";

export interface NewObject {
  /** With the connection's prefix. */
  readonly key: string;
  readonly body: Uint8Array | { readonly path: string; readonly byteLength: number };
  readonly contentType: string;
  /** Both of the body; the store refuses bytes that don't match. */
  readonly crc32: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** What makes an object of bytes that are at hand. */
export function bodyOf(bytes: Uint8Array): Pick<NewObject, "body" | "crc32" | "sha256"> {
  return { body: bytes, crc32: crc32(bytes), sha256: hash("sha256", bytes) };
}

export interface PutOptions {
  readonly signal: AbortSignal;
  /** Hears how many bytes of the body have left so far, as they leave; an attempt that is made again begins at 0. */
  readonly onBytesSent?: (sentBytes: number) => void;
}

/**
 * Puts an object with one PutObject: it appears whole or not at all, and putting it again replaces it. Done means that
 * the store answered as S3 does. Throws a `SluiceError`, or the signal's reason.
 */
export async function putObject(store: ObjectStore, object: NewObject, options: PutOptions): Promise<void> {
  const sums = await sumsFor(store, object);
  // The SDK never sends a file a second time; here it is opened anew.
  await withQuickRetries(store, "PutObject", options.signal, () => putOnce(store, object, sums, options));
}

/**
 * How the store knows the bytes again. AWS has checksums of its own, which it keeps and tells. Stores of other makers
 * may refuse those, and know Content-MD5, which is as old as S3.
 */
type Sums = Pick<PutObjectCommandInput, "ChecksumCRC32"> | Pick<PutObjectCommandInput, "ContentMD5">;

async function sumsFor({ target }: ObjectStore, { body, crc32 }: NewObject): Promise<Sums> {
  if (target.endpoint !== null) return { ContentMD5: await md5Of(body) };
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32);
  return { ChecksumCRC32: checksum.toString("base64") };
}

async function md5Of(body: NewObject["body"]): Promise<string> {
  const md5 = createHash("md5");
  if (body instanceof Uint8Array) md5.update(body);
  else for await (const chunk of createReadStream(body.path, { highWaterMark: 1024 * 1024 })) md5.update(chunk);
  return md5.digest("base64");
}

async function putOnce(store: ObjectStore, object: NewObject, sums: Sums, options: PutOptions): Promise<void> {
  const { key, body, contentType, sha256 } = object;
  const payload = body instanceof Uint8Array ? body : createReadStream(body.path, { highWaterMark: 64 * 1024 });
  const command = new PutObjectCommand({
    Bucket: store.target.bucket,
    Key: key,
    Body: payload,
    ContentLength: body.byteLength,
    ContentType: contentType,
    ...sums,
    ...encryptionOf(store.target.encryption),
  });
  signWithBody(command, sha256);
  const { signal, onBytesSent } = options;
  const request: StoreRequestOptions = {
    action: "PutObject",
    abortSignal: signal,
    ...(onBytesSent === undefined ? {} : { onBytesSent }),
  };
  try {
    await store.client.send(command, request);
  } finally {
    if (!(payload instanceof Uint8Array)) payload.destroy();
  }
}

/** The signature covers the body, which the SDK leaves out where the body is a stream. */
function signWithBody({ middlewareStack }: PutObjectCommand, sha256: string): void {
  middlewareStack.add(
    (next) => (args) => {
      if (HttpRequest.isInstance(args.request)) args.request.headers["x-amz-content-sha256"] = sha256;
      return next(args);
    },
    { step: "build", name: "signWithBody" },
  );
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
