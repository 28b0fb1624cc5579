import { describe, expect, test } from "vitest";
import { createBucketCommand, grantKeyCommands, grantRoleCommands } from "./aws-commands.ts";
import { createBucketPage, createRolePage, createUserPage } from "./aws-console.ts";
import { iamName } from "./place.ts";
import { bucketTerraform, keyTerraform, roleTerraform } from "./terraform.ts";

const aws = { bucket: "acme-exports", region: "eu-west-1", prefix: "sluice/", endpoint: null };
const trust = {
  principal: "arn:aws:iam::999999999999:role/sluice",
  externalId: "f2bf02b5-2a77-416c-87f1-c369360552e2",
};

describe("the bucket", () => {
  test("is made in its region, which us-east-1 must not be told", () => {
    expect(createBucketCommand(aws)).toBe(
      "aws s3api create-bucket --bucket acme-exports --region eu-west-1 --create-bucket-configuration LocationConstraint=eu-west-1",
    );
    expect(createBucketCommand({ ...aws, region: "us-east-1" })).toBe(
      "aws s3api create-bucket --bucket acme-exports --region us-east-1",
    );
  });

  test("is made at a compatible store", () => {
    expect(createBucketCommand({ ...aws, endpoint: "https://s3.example.com" })).toBe(
      "aws s3api create-bucket --bucket acme-exports --region eu-west-1 --endpoint-url https://s3.example.com",
    );
  });

  test("is made on the console of its partition", () => {
    expect(createBucketPage("eu-west-1")).toBe(
      "https://eu-west-1.console.aws.amazon.com/s3/bucket/create?region=eu-west-1",
    );
    expect(createUserPage("cn-north-1")).toBe("https://console.amazonaws.cn/iam/home#/users/create");
    expect(createRolePage("us-gov-west-1")).toBe("https://console.amazonaws-us-gov.com/iam/home#/roles/create");
  });

  test("is a resource of Terraform", () => {
    expect(bucketTerraform(aws)).toContain('bucket = "acme-exports"');
  });
});

describe("access", () => {
  test("is granted with the policy that Sluice prints, quoted whatever the prefix is", () => {
    const commands = grantKeyCommands({ ...aws, prefix: "it's $(id)/" });
    expect(commands).toContain("--policy-document '{");
    expect(commands).toContain("acme-exports/it'\\''s $(id)/*");
    expect(commands.split("\n")).toHaveLength(3);
  });

  test("is granted to a role that trusts Sluice for this project alone", () => {
    for (const text of [grantRoleCommands(aws, trust), roleTerraform(aws, trust)]) {
      expect(text).toContain(trust.principal);
      expect(text).toContain(trust.externalId);
      expect(text).toContain("acme-exports/sluice/*");
    }
  });

  test("leaves no secret in a Terraform state, and runs nothing of a prefix", () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Terraform's
    const text = keyTerraform({ ...aws, prefix: '${file("/etc/passwd")}/' });
    expect(text).not.toContain("aws_iam_access_key");
    expect(text).toContain('arn:aws:s3:::acme-exports/$${file(\\"/etc/passwd\\")}/*');
  });

  test("has a name that IAM takes for the longest bucket", () => {
    expect(iamName({ ...aws, bucket: "b".repeat(63) })).toHaveLength(64);
  });
});
