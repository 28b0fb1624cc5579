import { trustPolicy } from "@sluice/policies";
import { shellQuote } from "../../ui/shell-quote.ts";
import { iamName, type Place, policyOf } from "./place.ts";

/** The `aws` command that makes the bucket. us-east-1 is where S3 makes it when no place is said, and may not be said. */
export function createBucketCommand({ bucket, region, endpoint }: Place): string {
  const at = endpoint === null ? "" : ` --endpoint-url ${shellQuote(endpoint)}`;
  const where =
    endpoint === null && region !== "us-east-1"
      ? ` --create-bucket-configuration ${shellQuote(`LocationConstraint=${region}`)}`
      : "";
  return `aws s3api create-bucket --bucket ${shellQuote(bucket)} --region ${shellQuote(region)}${where}${at}`;
}

/** Make the user, allow it what Sluice needs, and make its access key, which the last one prints. */
export function grantKeyCommands(place: Place): string {
  const user = shellQuote(iamName(place));
  return lines([
    `aws iam create-user --user-name ${user}`,
    `aws iam put-user-policy --user-name ${user} --policy-name sluice --policy-document ${document(place)}`,
    `aws iam create-access-key --user-name ${user}`,
  ]);
}

export interface Trust {
  /** Null when Sluice's operator has not said it. */
  readonly principal: string | null;
  readonly externalId: string;
}

/** Make the role, allow it what Sluice needs, and print its ARN. */
export function grantRoleCommands(place: Place, { principal, externalId }: Trust): string {
  const role = shellQuote(iamName(place));
  const trust = shellQuote(JSON.stringify(trustPolicy(principal, externalId)));
  return lines([
    `aws iam create-role --role-name ${role} --assume-role-policy-document ${trust}`,
    `aws iam put-role-policy --role-name ${role} --policy-name sluice --policy-document ${document(place)}`,
    `aws iam get-role --role-name ${role} --query Role.Arn --output text`,
  ]);
}

function document(place: Place): string {
  return shellQuote(JSON.stringify(policyOf(place)));
}

function lines(commands: readonly string[]): string {
  return commands.join("\n");
}
