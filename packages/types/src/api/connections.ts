import { z } from "zod";
import { instantSchema } from "../time.ts";
import { pageOf } from "./paging.ts";
import { hasNoControls, plainText } from "./plain-text.ts";
import { statedErrorSchema, warningSchema } from "./problem.ts";

const maxNameLength = 200;
const maxCredentialLength = 512;
const maxPrefixBytes = 700;

/** As the S3 user guide has it for general purpose buckets. */
const bucketNameText =
  "is no S3 bucket name: 3 to 63 lower-case letters, digits, hyphens and single dots, a letter or digit at both ends";
export const bucketNameSchema = z
  .string()
  .min(3, { error: bucketNameText, abort: true })
  .max(63, { error: bucketNameText, abort: true })
  .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/, bucketNameText)
  .refine((name) => !/^\d+\.\d+\.\d+\.\d+$/.test(name), "is no S3 bucket name: it looks like an IP address");

export const prefixSchema = z
  .string()
  .refine(hasNoControls, "must not have control characters")
  .refine((prefix) => !/[\ufffe\uffff]/.test(prefix), "must not have U+FFFE or U+FFFF, which no listing can carry")
  // What makes HTTP requests takes them for steps up and down a path.
  .refine((prefix) => !/(^|\/)\.\.?\//.test(prefix), "must not have a folder that is called . or ..")
  .refine((prefix) => utf8Length(prefix) <= maxPrefixBytes, `must be at most ${maxPrefixBytes} bytes of UTF-8`);

const endpointSchema = z
  .string()
  .refine(isHttpOrigin, "must be an http or https URL without a path, user, query or fragment");

const secretText = (what: string) =>
  z
    .string()
    .regex(/^[\x21-\x7e]*$/, `is no ${what}: only visible ASCII characters, no spaces`)
    .min(1, "must not be empty")
    .max(maxCredentialLength);

/** An access key; or a role, assumed with the project's external id, which nobody chooses (`GET /v1/project` has it). */
export const credentialsRequestSchema = z
  .union([
    z
      .strictObject({ accessKeyId: secretText("access key id"), secretAccessKey: secretText("secret access key") })
      .meta({ id: "AccessKey" }),
    z
      .strictObject({
        roleArn: z
          .string()
          .regex(
            /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/,
            "is no role's ARN such as arn:aws:iam::123456789012:role/sluice",
          ),
      })
      .meta({ id: "Role", description: "Assumed with the project's external id, which `GET /v1/project` has." }),
  ])
  .meta({ id: "Credentials" });

const kmsKeySchema = z
  .string()
  .max(2_048)
  .regex(
    /^(arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:(key|alias)\/[\w/-]+|alias\/[\w/-]+|[A-Za-z0-9-]+)$/,
    "is no KMS key: an ARN such as arn:aws:kms:eu-west-1:123456789012:key/…, a key id, or a name such as alias/exports",
  );

const encryptionRequestSchema = z
  .discriminatedUnion("type", [
    z.strictObject({ type: z.literal("none") }).meta({ id: "BucketDefault" }),
    z.strictObject({ type: z.literal("sse-s3") }).meta({ id: "SseS3" }),
    z
      .strictObject({
        type: z.literal("sse-kms"),
        keyId: kmsKeySchema.describe("A KMS key's ARN or id, or an alias's ARN or name."),
        bucketKey: z
          .boolean()
          .optional()
          .describe("Asks KMS once for many objects; what the bucket's owner has set when left out."),
      })
      .meta({ id: "SseKms" }),
  ])
  .meta({ id: "Encryption" });

const targetShape = {
  bucket: bucketNameSchema,
  region: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "is no region name such as eu-west-1")
    .max(64),
  prefix: prefixSchema,
  endpoint: endpointSchema.nullable(),
  pathStyle: z.boolean(),
  encryption: encryptionRequestSchema,
};

export const newConnectionSchema = z
  .strictObject({
    provider: z.literal("s3").default("s3"),
    name: plainText(maxNameLength),
    ...targetShape,
    prefix: targetShape.prefix.default("").describe("Starts every key, as it is: no slash is added."),
    endpoint: targetShape.endpoint
      .default(null)
      .describe("An S3-compatible store's address, without the bucket; AWS when left out."),
    pathStyle: targetShape.pathStyle
      .optional()
      .describe("`https://host/bucket` instead of `https://bucket.host`; by default for every endpoint but AWS."),
    encryption: targetShape.encryption.optional().describe("By default what the bucket's owner has set."),
    credentials: credentialsRequestSchema.describe("Write-only: no answer ever has them."),
  })
  .meta({ id: "NewConnection" });
export type NewConnectionRequest = z.input<typeof newConnectionSchema>;

/** A connection that is tested before it is made, and has no name yet. */
export const connectionTrialSchema = newConnectionSchema.omit({ name: true }).meta({ id: "ConnectionTrial" });

/** Runs that are there keep the bucket and the credentials they started with. */
export const connectionChangeSchema = z
  .strictObject({
    name: plainText(maxNameLength),
    ...targetShape,
    credentials: credentialsRequestSchema.describe("The next version."),
  })
  .partial()
  .meta({ id: "ConnectionChange" });
export type ConnectionChangeRequest = z.infer<typeof connectionChangeSchema>;

export const connectionAnswerSchema = z
  .object({
    id: z.string(),
    provider: z.literal("s3"),
    name: z.string(),
    bucket: z.string(),
    region: z.string(),
    prefix: z.string(),
    endpoint: z.string().nullable(),
    pathStyle: z.boolean(),
    encryption: encryptionRequestSchema,
    accessKeyId: z.string().nullable().describe("`AKIA…7Q`; null for a role."),
    roleArn: z.string().nullable().describe("Null for an access key."),
    credentialVersion: z.int().describe("Counts from 1."),
    createdAt: instantSchema,
    warnings: z.array(warningSchema),
  })
  .meta({ id: "Connection" });
export type ConnectionAnswer = z.infer<typeof connectionAnswerSchema>;
export const connectionsAnswerSchema = pageOf(connectionAnswerSchema).meta({ id: "ConnectionPage" });
export type ConnectionsAnswer = z.infer<typeof connectionsAnswerSchema>;

const connectionCheckSchema = z
  .object({
    action: z.enum(["ListBucket", "PutObject"]),
    ok: z.boolean(),
    error: statedErrorSchema.nullable().describe("Null when the check went well."),
  })
  .meta({ id: "ConnectionCheck" });

export const connectionTestAnswerSchema = z
  .object({
    ok: z.boolean(),
    checks: z.array(connectionCheckSchema),
  })
  .meta({ id: "ConnectionTest" });
export type ConnectionTestAnswer = z.infer<typeof connectionTestAnswerSchema>;

/** An IAM policy document, as it is pasted into the AWS console. */
const policyOf = <Statement extends z.ZodType>(statement: Statement) =>
  z.object({ Version: z.literal("2012-10-17"), Statement: z.array(statement).readonly() });

const statementShape = { Sid: z.string(), Effect: z.literal("Allow") };
const conditionSchema = z.record(z.string(), z.record(z.string(), z.string()).readonly()).readonly();
const policySchema = policyOf(z.object({ ...statementShape, Action: z.string(), Resource: z.string() })).meta({
  id: "BucketPolicy",
});
const kmsPolicySchema = policyOf(
  z.object({
    ...statementShape,
    Action: z.literal("kms:GenerateDataKey"),
    Resource: z.string(),
    Condition: conditionSchema.optional(),
  }),
).meta({ id: "KmsPolicy" });
const trustPolicySchema = policyOf(
  z.object({
    ...statementShape,
    Principal: z.object({ AWS: z.string() }),
    Action: z.literal("sts:AssumeRole"),
    Condition: conditionSchema,
  }),
).meta({ id: "TrustPolicy" });

export const connectionPolicyAnswerSchema = z
  .object({
    bucket: z.string(),
    prefix: z.string(),
    policy: policySchema.describe("What the access key's user, or the role, needs for the whole bucket."),
    prefixPolicy: policySchema
      .nullable()
      .describe("The same for the connection's prefix alone; null without a prefix."),
    kmsPolicy: kmsPolicySchema
      .nullable()
      .describe("What it needs beside for the connection's KMS key; null unless objects are encrypted with one."),
    trustPolicy: trustPolicySchema
      .nullable()
      .describe("Lets Sluice, and that for this project alone, assume the role; null for an access key."),
    externalId: z.string().nullable().describe("The project's; null for an access key."),
  })
  .meta({ id: "ConnectionPolicies" });
export type ConnectionPolicyAnswer = z.infer<typeof connectionPolicyAnswerSchema>;

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).byteLength;
}

function isHttpOrigin(text: string): boolean {
  if (!URL.canParse(text) || !/^https?:\/\//i.test(text)) return false;
  const { username, password, pathname, search, hash } = new URL(text);
  return `${username}${password}${search}${hash}` === "" && pathname === "/";
}
