import { expect, test } from "vitest";
import { bucketPolicy } from "./bucket-policy.ts";
import { kmsPolicy } from "./kms-policy.ts";
import { trustPolicy, unknownPrincipal } from "./trust-policy.ts";

const region = "eu-west-1";

test.each([
  ["eu-west-1", "arn:aws:s3:::lake"],
  ["cn-north-1", "arn:aws-cn:s3:::lake"],
  ["us-gov-west-1", "arn:aws-us-gov:s3:::lake"],
])("a bucket in %s is named as its part of AWS names it", (bucketRegion, arn) => {
  const resources = bucketPolicy("lake", "in/", bucketRegion).Statement.map(({ Resource }) => Resource);
  expect(resources).toEqual([arn, `${arn}/in/*`]);
});

test("only SSE-KMS needs a policy for a key", () => {
  expect(kmsPolicy({ type: "none" }, region)).toBeNull();
  expect(kmsPolicy({ type: "sse-s3" }, region)).toBeNull();
});

test.each([
  ["arn:aws:kms:eu-west-1:123456789012:key/0a1b-2c3d", "arn:aws:kms:eu-west-1:123456789012:key/0a1b-2c3d"],
  ["arn:aws-cn:kms:cn-north-1:123456789012:key/mrk-1", "arn:aws-cn:kms:cn-north-1:123456789012:key/mrk-1"],
  ["0a1b-2c3d", "arn:aws:kms:eu-west-1:*:key/0a1b-2c3d"],
])("the key %s needs one statement: a data key from %s", (keyId, resource) => {
  expect(kmsPolicy({ type: "sse-kms", keyId }, region)?.Statement).toEqual([
    { Sid: "SluiceEncrypt", Effect: "Allow", Action: "kms:GenerateDataKey", Resource: resource },
  ]);
});

test.each([
  ["arn:aws:kms:eu-west-1:123456789012:alias/team/exports", "arn:aws:kms:eu-west-1:123456789012:key/*"],
  ["alias/team/exports", "arn:aws:kms:eu-west-1:*:key/*"],
])("the alias %s is a condition, because IAM does not know it as a resource", (keyId, resource) => {
  expect(kmsPolicy({ type: "sse-kms", keyId }, region)?.Statement).toMatchObject([
    {
      Resource: resource,
      Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/team/exports" } },
    },
  ]);
});

test("a region in China has keys with names of its own", () => {
  const policy = kmsPolicy({ type: "sse-kms", keyId: "0a1b" }, "cn-north-1");
  expect(policy?.Statement[0]?.Resource).toBe("arn:aws-cn:kms:cn-north-1:*:key/0a1b");
});

test("a trust policy names Sluice, and asks for the external id", () => {
  const principal = "arn:aws:iam::999999999999:role/sluice";
  expect(trustPolicy(principal, "the-id").Statement).toEqual([
    {
      Sid: "SluiceAssumeRole",
      Effect: "Allow",
      Principal: { AWS: principal },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "sts:ExternalId": "the-id" } },
    },
  ]);
});

test("a trust policy for a Sluice that nobody has named trusts nobody", () => {
  expect(trustPolicy(null, "the-id").Statement[0]?.Principal).toEqual({ AWS: unknownPrincipal });
  expect(unknownPrincipal).not.toMatch(/^(\*|arn:|\d{12}$)/);
});
