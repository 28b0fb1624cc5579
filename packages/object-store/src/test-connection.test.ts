import { PutBucketPolicyCommand } from "@aws-sdk/client-s3";
import { bucketPolicy } from "@sluice/policies";
import { type TestS3, testS3 } from "@sluice/test-kit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { faultyS3, ok, refuse } from "../test-support/faulty-s3.ts";
import { openLocal } from "../test-support/open-local.ts";
import { testConnection } from "./test-connection.ts";

let s3: TestS3;
beforeAll(async () => {
  s3 = await testS3();
});
afterAll(() => s3?.[Symbol.asyncDispose]());

const bothWork = [
  { action: "ListBucket", ok: true },
  { action: "PutObject", ok: true },
];

test("a bucket with the two statements passes, again and again", async () => {
  const { target, credentials } = await s3.customerBucket("in/");
  using store = openLocal(target, credentials);
  expect(await testConnection(store)).toEqual(bothWork);
  expect(await testConnection(store)).toEqual(bothWork);
});

test("the policy that customers are shown is enough, and is two statements", async () => {
  const { target, credentials } = await s3.customerBucket();
  const policy = bucketPolicy(target.bucket, "in/");
  expect(policy.Statement.map(({ Action, Resource }) => [Action, Resource])).toEqual([
    ["s3:ListBucket", `arn:aws:s3:::${target.bucket}`],
    ["s3:PutObject", `arn:aws:s3:::${target.bucket}/in/*`],
  ]);
  // A bucket's own policy names whom it is for; a user's doesn't.
  const granted = policy.Statement.map((statement) => ({
    ...statement,
    Principal: { AWS: [credentials.accessKeyId] },
  }));
  const text = JSON.stringify({ ...policy, Statement: granted });
  await s3.root.send(new PutBucketPolicyCommand({ Bucket: target.bucket, Policy: text }));
  using store = openLocal({ ...target, prefix: "in/" }, credentials);
  expect(await testConnection(store)).toEqual(bothWork);
});

test("it says which of the two is refused", async () => {
  const { target, credentials } = await s3.customerBucket("in/");
  using store = openLocal({ ...target, prefix: "elsewhere/" }, credentials);
  expect(await testConnection(store)).toMatchObject([
    { action: "ListBucket", ok: true },
    { action: "PutObject", ok: false, failure: { code: "connection.access_denied" } },
  ]);
});

test("it does nothing but list the bucket and put one object under the prefix", async () => {
  await using server = await faultyS3(refuse(403, "AccessDenied"), ok);
  using store = openLocal(server.target, { accessKeyId: "AKIAEXAMPLEKEY07Q", secretAccessKey: "secret" });
  expect(await testConnection(store)).toMatchObject([{ ok: false }, { ok: true }]);
  expect(server.requests.map(({ method, path }) => `${method} ${path.replace(/\?.*/, "")}`)).toEqual([
    expect.stringMatching(/^GET \/acme\/?$/),
    "PUT /acme/in/sluice-connection-test.txt",
  ]);
});
