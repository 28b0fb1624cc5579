import { GetObjectCommand, ListObjectsV2Command, NoSuchKey, S3Client } from "@aws-sdk/client-s3";
import type { AccessKey } from "@sluice/types";
import type { DeliverySource } from "./delivery-source.ts";
import { notReadable } from "./errors.ts";

export interface BucketToRead {
  readonly bucket: string;
  readonly region: string;
  /** An S3-compatible store's address; AWS when null. */
  readonly endpoint: string | null;
  /** Those of the AWS SDK's own search (environment, profile, role) when null. */
  readonly credentials: AccessKey | null;
}

const connectTimeoutMs = 10_000;
const idleTimeoutMs = 120_000;

/** A bucket, read with ListBucket and GetObject. */
export function openBucketSource({ bucket, region, endpoint, credentials }: BucketToRead): DeliverySource & Disposable {
  const client = new S3Client({
    region,
    ...(credentials === null ? {} : { credentials }),
    ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
    responseChecksumValidation: "WHEN_REQUIRED",
    followRegionRedirects: true,
    requestHandler: { connectionTimeout: connectTimeoutMs, requestTimeout: idleTimeoutMs, throwOnRequestTimeout: true },
  });
  const place = `s3://${bucket}`;
  return {
    place,
    async *list(prefix) {
      let token: string | undefined;
      do {
        const command = new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: prefix,
          ContinuationToken: token,
          // Not every key can be written in XML.
          EncodingType: "url",
        });
        const page = await client.send(command).catch((error) => {
          throw notReadable(`${place}/${prefix}`, reasonOf("ListBucket", error), error);
        });
        const isEncoded = page.EncodingType === "url";
        for (const { Key, Size } of page.Contents ?? []) {
          if (Key !== undefined) yield { key: isEncoded ? fromUrl(Key) : Key, bytes: Size ?? 0 };
        }
        token = page.NextContinuationToken;
      } while (token !== undefined);
    },
    async read(key) {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        // In Node the body is a Readable; its type covers browsers too.
        return Body === undefined ? null : pieces(`${place}/${key}`, Body.transformToWebStream());
      } catch (error) {
        if (error instanceof NoSuchKey) return null;
        throw notReadable(`${place}/${key}`, reasonOf("GetObject", error), error);
      }
    },
    [Symbol.dispose]: () => client.destroy(),
  };
}

/** As S3 encodes keys in lists: a space is `+`. */
function fromUrl(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll("+", " "));
  } catch {
    return key;
  }
}

async function* pieces(where: string, stream: ReadableStream<unknown>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((error) => {
        throw notReadable(where, reasonOf("GetObject", error), error);
      });
      if (done) return;
      if (value instanceof Uint8Array) yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function reasonOf(action: string, error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
  return (
    plainReasons[code]?.(action) ??
    plainReasons[error.name]?.(action) ??
    `${action} failed (${error.name}: ${error.message})`
  );
}

const refused = (action: string) => `${action} is refused`;
const unknownKey = () => "the access key is not accepted there";
const noAnswer = () => "nobody answers there; check the endpoint and its port";
const cutOff = () => "the connection broke off";

/** What can be said without the words of the SDK and of Node. */
const plainReasons: Readonly<Record<string, (action: string) => string>> = {
  AccessDenied: refused,
  Forbidden: refused,
  CredentialsProviderError: () =>
    "there are no credentials; set SLUICE_S3_ACCESS_KEY_ID and SLUICE_S3_SECRET_ACCESS_KEY, or use those of the AWS CLI",
  InvalidAccessKeyId: unknownKey,
  SignatureDoesNotMatch: unknownKey,
  NoSuchBucket: () => "there is no such bucket",
  ECONNREFUSED: noAnswer,
  ENOTFOUND: noAnswer,
  EHOSTUNREACH: noAnswer,
  ETIMEDOUT: noAnswer,
  TimeoutError: noAnswer,
  ECONNRESET: cutOff,
  EPIPE: cutOff,
  PermanentRedirect: () => "the bucket is in another region; name it with --region",
};
