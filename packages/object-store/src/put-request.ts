import type { S3Client } from "@aws-sdk/client-s3";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import type { ConnectionTarget, Encryption } from "@sluice/types";
import { getEndpointFromInstructions } from "@smithy/core/endpoints";
import { extendedEncodeURIComponent, HttpRequest } from "@smithy/core/protocols";

/** Where a bucket's objects are, which is the same for all of them. */
export interface BucketAddress {
  readonly url: URL;
  readonly signingRegion: string;
}

/** As the SDK resolves it: by region, partition and style. */
export async function bucketAddress(client: S3Client, { bucket, region }: ConnectionTarget): Promise<BucketAddress> {
  const { url, properties } = await getEndpointFromInstructions(
    { Bucket: bucket, Key: "any" },
    PutObjectCommand,
    client.config,
  );
  const [scheme]: readonly { readonly signingRegion?: string }[] = properties?.authSchemes ?? [];
  return { url, signingRegion: scheme?.signingRegion ?? region };
}

export interface PutRequest {
  readonly key: string;
  readonly contentType: string;
  readonly byteLength: number;
  readonly body: unknown;
  /** Lower-case hex of the body: the signature covers it. */
  readonly sha256: string;
  /** How the store knows the bytes again. */
  readonly sums: Readonly<Record<string, string>>;
  readonly encryption: Encryption;
}

/** A PutObject as https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html has it, before it is signed. */
export function putRequest({ url }: BucketAddress, put: PutRequest): HttpRequest {
  const { protocol, hostname, host, port, pathname } = url;
  const path = put.key.split("/").map(extendedEncodeURIComponent).join("/");
  return new HttpRequest({
    method: "PUT",
    protocol,
    hostname,
    ...(port === "" ? {} : { port: Number(port) }),
    path: `${pathname.replace(/\/$/, "")}/${path}`,
    headers: {
      host,
      "user-agent": "Sluice",
      "content-length": String(put.byteLength),
      "content-type": put.contentType,
      "x-amz-content-sha256": put.sha256,
      ...put.sums,
      ...encryptionHeaders(put.encryption),
    },
    body: put.body,
  });
}

function encryptionHeaders(encryption: Encryption): Readonly<Record<string, string>> {
  const name = "x-amz-server-side-encryption";
  if (encryption.type === "none") return {};
  if (encryption.type === "sse-s3") return { [name]: "AES256" };
  const { keyId, bucketKey } = encryption;
  return {
    [name]: "aws:kms",
    [`${name}-aws-kms-key-id`]: keyId,
    ...(bucketKey === undefined ? {} : { [`${name}-bucket-key-enabled`]: String(bucketKey) }),
  };
}
