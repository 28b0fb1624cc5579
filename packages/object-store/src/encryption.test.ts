import { type Encryption, toFailure } from "@sluice/types";
import { expect, test } from "vitest";
import { type Answer, faultyS3, ok, refuse } from "../test-support/faulty-s3.ts";
import { openLocal } from "../test-support/open-local.ts";
import { bodyOf, putObject } from "./put-object.ts";
import { testConnection } from "./test-connection.ts";

const never = { signal: new AbortController().signal };
const credentials = { accessKeyId: "AKIAEXAMPLEKEY07Q", secretAccessKey: "a-secret-nobody-sees" };
const body = Buffer.from("some bytes");
const object = { key: "in/1.csv.gz", contentType: "application/gzip", ...bodyOf(body) };
const keyId = "arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d";

const start = "x-amz-server-side-encryption";
const algorithm = start;
const key = `${start}-aws-kms-key-id`;
const bucketKey = `${start}-bucket-key-enabled`;

test.each<[Encryption, Readonly<Record<string, string>>]>([
  [{ type: "none" }, {}],
  [{ type: "sse-s3" }, { [algorithm]: "AES256" }],
  [
    { type: "sse-kms", keyId },
    { [algorithm]: "aws:kms", [key]: keyId },
  ],
  [
    { type: "sse-kms", keyId, bucketKey: true },
    { [algorithm]: "aws:kms", [key]: keyId, [bucketKey]: "true" },
  ],
  [
    { type: "sse-kms", keyId, bucketKey: false },
    { [algorithm]: "aws:kms", [key]: keyId, [bucketKey]: "false" },
  ],
])("%j asks the bucket with %j, for objects and for the test of the connection", async (encryption, expected) => {
  await using s3 = await faultyS3(ok);
  using store = openLocal({ ...s3.target, encryption }, credentials);
  await putObject(store, object, never);
  await testConnection(store);
  const sent = s3.requests.map(({ method, headers }) => {
    const names = Object.keys(headers).filter((name) => name.startsWith(start));
    return { method, headers: Object.fromEntries(names.map((name) => [name, headers[name]])) };
  });
  expect(sent).toEqual([
    { method: "PUT", headers: expected },
    { method: "GET", headers: {} },
    { method: "PUT", headers: expected },
  ]);
});

async function failureOf(encryption: Encryption, answer: Answer) {
  await using s3 = await faultyS3(answer);
  using store = openLocal({ ...s3.target, encryption }, credentials);
  const failure = await putObject(store, object, never).then(() => null, toFailure);
  expect(s3.requests).toHaveLength(1);
  return failure;
}

test.each([
  [
    400,
    "KMS.DisabledException",
    "connection.kms_key_unusable",
    "disabled, deleted, of another kind or not in eu-west-1",
  ],
  [400, "KMS.NotFoundException", "connection.kms_key_unusable", "give the connection the right key, then press Retry"],
  [400, "KMS.KMSInvalidStateException", "connection.kms_key_unusable", "The KMS key"],
  [403, "KMS.AccessDeniedException", "connection.kms_denied", "Allow kms:GenerateDataKey on it for that key's user"],
  [403, "AccessDenied", "connection.access_denied", "The bucket acme, or its KMS key, refused PutObject"],
  [501, "NotImplemented", "connection.not_supported", "with the encryption sse-kms"],
])("%i %s is %s: %s", async (status, storeCode, code, words) => {
  const failure = await failureOf({ type: "sse-kms", keyId }, refuse(status, storeCode));
  expect(failure).toMatchObject({ code, retryable: false, message: expect.stringContaining(words) });
});

test("a bucket without a KMS key is not said to have one", async () => {
  const failure = await failureOf({ type: "sse-s3" }, refuse(403, "AccessDenied"));
  expect(failure?.message).not.toContain("KMS");
});
