import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { type TestS3, testS3 } from "@sluice/test-kit";
import { SluiceError } from "@sluice/types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { madeRun } from "../test-support/made-run.ts";
import { openBucketSource, verifyDelivery } from "./mod.ts";

let s3: TestS3;
beforeAll(async () => {
  s3 = await testS3();
});
afterAll(() => s3[Symbol.asyncDispose]());

test("a run in a bucket is read with GetObject and found under any part of its prefix", async () => {
  const bucket = await s3.createBucket();
  await using run = await madeRun("csv");
  await cp(run.directory, join(s3.folder, bucket), { recursive: true });
  using source = openBucketSource({ ...s3, bucket, credentials: s3.rootCredentials });
  for (const prefix of ["", "out/", "out/1790000000-1790000001.manifest.json"]) {
    expect(await verifyDelivery({ source, prefix })).toMatchObject({ ok: true, runs: [{ objects: 2, records: 4 }] });
  }
});

test("an object that a bucket lost is a fault", async () => {
  const bucket = await s3.createBucket();
  await using run = await madeRun("csv");
  await cp(run.directory, join(s3.folder, bucket), { recursive: true });
  await rm(join(s3.folder, bucket, run.key));
  using source = openBucketSource({ ...s3, bucket, credentials: s3.rootCredentials });
  const { runs } = await verifyDelivery({ source, prefix: "" });
  expect(runs[0]?.faults).toEqual([{ code: "object.missing", key: run.key, message: "the object is missing" }]);
});

test("credentials that may not read are no fault of the run, and it is said what they lack", async () => {
  const { target, credentials } = await s3.customerBucket();
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
  const bucket = await s3.createBucket();
  using source = openBucketSource({ ...s3, bucket, credentials: s3.rootCredentials, ...change });
  await expect(verifyDelivery({ source, prefix: "" })).rejects.toThrow(message);
});
