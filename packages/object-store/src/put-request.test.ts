import { hash } from "node:crypto";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import type { ConnectionTarget } from "@sluice/types";
import { HttpRequest } from "@smithy/core/protocols";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openLocal } from "../test-support/open-local.ts";
import { bodyOf, putObject } from "./put-object.ts";

const credentials = { accessKeyId: "AKIAEXAMPLEKEY07Q", secretAccessKey: "a-secret-nobody-sees" };
const signal = new AbortController().signal;

const target: ConnectionTarget = {
  bucket: "acme",
  region: "eu-west-1",
  prefix: "",
  endpoint: null,
  pathStyle: false,
  encryption: { type: "none" },
};

const targets: readonly ConnectionTarget[] = [
  target,
  { ...target, pathStyle: true },
  { ...target, bucket: "acme.example.com" },
  { ...target, region: "us-east-1" },
  { ...target, region: "cn-north-1" },
  { ...target, region: "us-gov-west-1" },
  { ...target, encryption: { type: "sse-kms", keyId: "arn:aws:kms:eu-west-1:1:key/a", bucketKey: true } },
  { ...target, endpoint: "https://store.example.com" },
  { ...target, endpoint: "https://store.example.com:9000/", pathStyle: true },
  { ...target, endpoint: "http://127.0.0.1:9000", pathStyle: true },
  { ...target, endpoint: "http://[::1]:9000", pathStyle: true },
];

/** What is sent of an object, by Sluice and by the SDK; nothing leaves. */
async function sentBoth(to: ConnectionTarget, key: string): Promise<readonly HttpRequest[]> {
  const sent: HttpRequest[] = [];
  using store = openLocal(to, credentials, { pausesMs: [] });
  const unsent = async (request: HttpRequest) => {
    sent.push(request);
    throw new Error("nothing is sent");
  };
  const body = Buffer.from("some bytes");
  const requests = { ...store.requests, handle: unsent };
  const object = { key, contentType: "application/gzip", ...bodyOf(body) };
  await putObject({ ...store, requests, [Symbol.dispose]: () => undefined }, object, { signal }).catch(() => undefined);
  store.client.middlewareStack.add(
    () => (args) => (HttpRequest.isInstance(args.request) ? unsent(args.request) : Promise.reject(new Error("none"))),
    { step: "finalizeRequest", priority: "low" },
  );
  const kms = to.encryption.type === "sse-kms" ? to.encryption : null;
  const command = new PutObjectCommand({
    Bucket: to.bucket,
    Key: key,
    Body: body,
    ContentType: "application/gzip",
    ...(kms === null ? {} : { ServerSideEncryption: "aws:kms", SSEKMSKeyId: kms.keyId, BucketKeyEnabled: true }),
    ...(to.endpoint === null ? { ChecksumCRC32: "n1l/VQ==" } : { ContentMD5: hash("md5", body, "base64") }),
  });
  await store.client.send(command).catch(() => undefined);
  return sent;
}

const compared = ["host", "content-length", "content-type", "content-md5", "x-amz-checksum-crc32"];
const encryption = ["", "-aws-kms-key-id", "-bucket-key-enabled"].map((end) => `x-amz-server-side-encryption${end}`);

function seen({ method, protocol, hostname, port, path, headers }: HttpRequest) {
  const values = [...compared, ...encryption].map((name) => [name, headers[name]]);
  const scope = /Credential=\S+/.exec(headers.authorization ?? "")?.[0];
  return { method, protocol, hostname, port: port ?? null, path, scope, values };
}

test.each(targets)("an object goes where the SDK would send it, with the same headers (%#)", async (to) => {
  const keys = ["in/1-2-Charged-20260101-1-0.json.gz", "a b/ü+%2F'()*!&=;$@,:~/🎉", "/leading//double/", "x=1/y?z#w"];
  for (const key of keys) {
    const [ours, theirs] = await sentBoth(to, key);
    expect(ours && seen(ours)).toEqual(theirs && seen(theirs));
    expect(ours).toBeDefined();
  }
});

test("whatever the key is", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ minLength: 1, unit: "grapheme" }), async (key) => {
      const [ours, theirs] = await sentBoth({ ...target, endpoint: "http://127.0.0.1:9000", pathStyle: true }, key);
      expect(ours?.path).toBe(theirs?.path);
    }),
    { numRuns: 50 },
  );
});
