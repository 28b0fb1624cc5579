import { trustPolicy } from "@sluice/policies";
import type { Trust } from "./aws-commands.ts";
import { hcl } from "./hcl.ts";
import { iamName, type Place, policyOf } from "./place.ts";

/** The bucket, for a configuration whose `aws` provider is in its region. */
export function bucketTerraform({ bucket, region }: Place): string {
  return `# With a provider "aws" whose region is ${hcl(region)}.
resource "aws_s3_bucket" "sluice" {
  bucket = ${hcl(bucket)}
}
`;
}

/** The user with its policy. Its access key is made by hand: Terraform would keep the secret in its state. */
export function keyTerraform(place: Place): string {
  const name = hcl(iamName(place));
  return `resource "aws_iam_user" "sluice" {
  name = ${name}
}

resource "aws_iam_user_policy" "sluice" {
  name = "sluice"
  user = aws_iam_user.sluice.name
  policy = jsonencode(${hcl(policyOf(place), 1)})
}

# Make the access key outside of Terraform, which would keep its secret in the state:
#   aws iam create-access-key --user-name ${iamName(place)}
`;
}

/** The role with its two policies; its ARN is the output. */
export function roleTerraform(place: Place, { principal, externalId }: Trust): string {
  return `resource "aws_iam_role" "sluice" {
  name = ${hcl(iamName(place))}
  assume_role_policy = jsonencode(${hcl(trustPolicy(principal, externalId), 1)})
}

resource "aws_iam_role_policy" "sluice" {
  name = "sluice"
  role = aws_iam_role.sluice.id
  policy = jsonencode(${hcl(policyOf(place), 1)})
}

output "sluice_role_arn" {
  value = aws_iam_role.sluice.arn
}
`;
}
