import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  DeleteObjectCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CustomerBucket, newCredentials } from "./customer-bucket.ts";
import { type S3Server, startS3 } from "./start-s3.ts";
import { type TemporaryDirectory, temporaryDirectory } from "./temporary-directory.ts";

let directory: TemporaryDirectory;
let s3: S3Server;
beforeAll(async () => {
  directory = await temporaryDirectory();
  s3 = await startS3({ directory: directory.path, root: newCredentials("ROOT") });
});
afterAll(async () => {
  await s3?.[Symbol.asyncDispose]();
  await directory?.[Symbol.asyncDispose]();
});

function clientOf({ target, credentials }: CustomerBucket): S3Client {
  return new S3Client({
    endpoint: target.endpoint ?? "",
    region: target.region,
    forcePathStyle: target.pathStyle,
    credentials,
    requestChecksumCalculation: "WHEN_REQUIRED",
    maxAttempts: 1,
  });
}

test("a customer's key may list the bucket and put objects, and do nothing else", async () => {
  const customer = await s3.createCustomerBucket("acme-exports");
  const client = clientOf(customer);
  const object = { Bucket: "acme-exports", Key: "events/one.json.gz" };

  await client.send(new PutObjectCommand({ ...object, Body: "one" }));
  const listed = await client.send(new ListObjectsV2Command({ Bucket: "acme-exports" }));

  expect(listed.Contents?.map(({ Key }) => Key)).toEqual(["events/one.json.gz"]);
  expect(await readFile(join(s3.folder, "acme-exports/events/one.json.gz"), "utf8")).toBe("one");
  await expect(client.send(new GetObjectCommand(object))).rejects.toThrow(/Access Denied/);
  await expect(client.send(new HeadObjectCommand(object))).rejects.toMatchObject({
    $metadata: { httpStatusCode: 403 },
  });
  await expect(client.send(new DeleteObjectCommand(object))).rejects.toThrow(/Access Denied/);
  await expect(client.send(new GetBucketLocationCommand({ Bucket: "acme-exports" }))).rejects.toThrow(/Access Denied/);
});

test("a customer's key opens no other customer's bucket", async () => {
  const first = await s3.createCustomerBucket("first-exports");
  await s3.createCustomerBucket("second-exports");
  const put = new PutObjectCommand({ Bucket: "second-exports", Key: "one", Body: "one" });
  await expect(clientOf(first).send(put)).rejects.toThrow(/Access Denied/);
});

test("a customer who grants a prefix gets objects under it only", async () => {
  const client = clientOf(await s3.createCustomerBucket("prefixed-exports", "sluice/"));
  const put = (Key: string) => client.send(new PutObjectCommand({ Bucket: "prefixed-exports", Key, Body: "one" }));
  await put("sluice/one");
  await expect(put("elsewhere/one")).rejects.toThrow(/Access Denied/);
});
