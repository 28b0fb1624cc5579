import { expect, test } from "vitest";
import { z } from "zod";
import { awsEnvironmentShape, awsPrincipalSchema, requireWholeKey, rolesOf } from "./aws-environment.ts";

const schema = z.object(awsEnvironmentShape).superRefine(requireWholeKey);
const key = { SLUICE_AWS_ACCESS_KEY_ID: "AKIASLUICESOWN01", SLUICE_AWS_SECRET_ACCESS_KEY: "secret" };

test("without settings roles are assumed on AWS, as whoever the SDK finds", () => {
  expect(rolesOf(schema.parse({}))).toEqual({ stsEndpoint: null, accessKey: null });
});

test("a variable that is empty is not set", () => {
  const empty = { SLUICE_AWS_ACCESS_KEY_ID: "", SLUICE_AWS_SECRET_ACCESS_KEY: "", SLUICE_AWS_STS_ENDPOINT: "" };
  expect(rolesOf(schema.parse(empty))).toEqual({ stsEndpoint: null, accessKey: null });
  expect(awsPrincipalSchema.parse("")).toBeNull();
});

test("the deployment's own key and an STS can be given", () => {
  expect(rolesOf(schema.parse({ ...key, SLUICE_AWS_STS_ENDPOINT: "https://sts.example.com" }))).toEqual({
    stsEndpoint: "https://sts.example.com",
    accessKey: { accessKeyId: "AKIASLUICESOWN01", secretAccessKey: "secret" },
  });
});

test.each(["SLUICE_AWS_ACCESS_KEY_ID", "SLUICE_AWS_SECRET_ACCESS_KEY"] as const)(
  "an access key without its %s is refused, by that name",
  (name) => {
    const issues = schema.safeParse({ ...key, [name]: undefined }).error?.issues;
    expect(issues?.map(({ path }) => path)).toEqual([[name]]);
  },
);

test.each(["sts.example.com", "ftp://sts.example.com"])("%s is no STS endpoint", (endpoint) => {
  expect(schema.safeParse({ SLUICE_AWS_STS_ENDPOINT: endpoint }).success).toBe(false);
});

test.each([
  ["arn:aws:iam::123456789012:role/sluice", true],
  ["arn:aws:sts::123456789012:assumed-role/sluice/session", true],
  ["123456789012", true],
  ["*", false],
  ["sluice", false],
])("%s as a principal: %s", (principal, isOne) => {
  expect(awsPrincipalSchema.safeParse(principal).success).toBe(isOne);
});
