import { randomBytes } from "node:crypto";
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { newCredentials, type S3Server, startS3, temporaryDirectory } from "@sluice/servers";
import { SluiceError } from "@sluice/types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { madeRun } from "../test-support/made-run.ts";
import { openBucketSource, verifyDelivery } from "./mod.ts";

const servers = new AsyncDisposableStack();
let s3: S3Server;
beforeAll(async () => {
  const directory = servers.use(await temporaryDirectory());
  s3 = servers.use(await startS3({ directory: directory.path, root: newCredentials("ROOT") }));
});
afterAll(() => servers.disposeAsync());

test("a run in a bucket is read with GetObject and found under any part of its prefix", async () => {
  const bucket = await newBucket();
  await using run = await madeRun("csv");
  await cp(run.directory, join(s3.folder, bucket), { recursive: true });
  using source = openBucketSource({ ...s3, bucket, credentials: s3.rootCredentials });
  for (const prefix of ["", "out/", "out/1790000000-1790000001.manifest.json"]) {
    expect(await verifyDelivery({ source, prefix })).toMatchObject({ ok: true, runs: [{ objects: 2, records: 4 }] });
  }
});

test("an object that a bucket lost is a fault", async () => {
  const bucket = await newBucket();
  await using run = await madeRun("csv");
  await cp(run.directory, join(s3.folder, bucket), { recursive: true });
  await rm(join(s3.folder, bucket, run.key));
  using source = openBucketSource({ ...s3, bucket, credentials: s3.rootCredentials });
  const { runs } = await verifyDelivery({ source, prefix: "" });
  expect(runs[0]?.faults).toEqual([{ code: "object.missing", key: run.key, message: "the object is missing" }]);
});

test("credentials that may not read are no fault of the run, and it is said what they lack", async () => {
  const { target, credentials } = await s3.createCustomerBucket("not-to-be-read");
  await using run = await madeRun("csv");
  await cp(run.directory, join(s3.folder, target.bucket), { recursive: true });
  using source = openBucketSource({ ...s3, bucket: target.bucket, credentials });
  const verified = verifyDelivery({ source, prefix: "" });
  await expect(verified).rejects.toThrow(SluiceError);
  await expect(verified).rejects.toThrow("GetObject is refused");
});

test.each([
  ["nobody answers there", { endpoint: "http://127.0.0.1:1" }],
  ["there is no such bucket", { bucket: "nowhere-to-be-found" }],
  ["the access key is not accepted there", { credentials: { accessKeyId: "AKIANOBODY", secretAccessKey: "nobody" } }],
])("what cannot be read is said in plain words: %s", async (message, change) => {
  const bucket = await newBucket();
  using source = openBucketSource({ ...s3, bucket, credentials: s3.rootCredentials, ...change });
  await expect(verifyDelivery({ source, prefix: "" })).rejects.toThrow(message);
});

async function newBucket(): Promise<string> {
  const bucket = `bucket-${randomBytes(6).toString("hex")}`;
  await s3.createBucket(bucket);
  return bucket;
}
