import { createHash, hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { crc32 } from "node:zlib";
import type { ObjectStore } from "./open-object-store.ts";
import { putRequest } from "./put-request.ts";
import { StoreRefusal } from "./store-refusal.ts";
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
  // A file is opened anew for each.
  await withQuickRetries(store, "PutObject", options.signal, () => putOnce(store, object, sums, options));
}

/**
 * How the store knows the bytes again. AWS has checksums of its own, which it keeps and tells. Stores of other makers
 * may refuse those, and know Content-MD5, which is as old as S3.
 */
async function sumsFor({ target }: ObjectStore, { body, crc32 }: NewObject): Promise<Readonly<Record<string, string>>> {
  if (target.endpoint !== null) return { "content-md5": await md5Of(body) };
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32);
  return { "x-amz-sdk-checksum-algorithm": "CRC32", "x-amz-checksum-crc32": checksum.toString("base64") };
}

async function md5Of(body: NewObject["body"]): Promise<string> {
  if (body instanceof Uint8Array) return hash("md5", body, "base64");
  const md5 = createHash("md5");
  for await (const chunk of createReadStream(body.path, { highWaterMark: 1024 * 1024 })) md5.update(chunk);
  return md5.digest("base64");
}

/** Without the SDK's command, which would take longer than all the rest of a small object. */
async function putOnce(
  store: ObjectStore,
  object: NewObject,
  sums: Readonly<Record<string, string>>,
  { signal, onBytesSent }: PutOptions,
): Promise<void> {
  const { key, body, contentType, sha256 } = object;
  const address = await store.address();
  const payload = body instanceof Uint8Array ? body : createReadStream(body.path, { highWaterMark: 64 * 1024 });
  const { encryption } = store.target;
  const put = { key, contentType, byteLength: body.byteLength, body: payload, sha256, sums, encryption };
  const options: StoreRequestOptions = {
    action: "PutObject",
    abortSignal: signal,
    ...(onBytesSent === undefined ? {} : { onBytesSent }),
  };
  try {
    const request = await store.signer.sign(putRequest(address, put), address.signingRegion);
    const { statusCode, headers, body: answer } = (await store.requests.handle(request, options)).response;
    store.signer.hearDate(headers.date);
    if (statusCode >= 300) throw new StoreRefusal(statusCode, headers, answer);
  } finally {
    if (!(payload instanceof Uint8Array)) payload.destroy();
  }
}
