import { z } from "zod";
import { instantSchema } from "../time.ts";
import { pageOf } from "./paging.ts";
import { hasNoControls, plainText } from "./plain-text.ts";
import { statedErrorSchema, warningSchema } from "./problem.ts";

const maxNameLength = 200;
const maxCredentialLength = 512;
const maxPrefixBytes = 700;

/** As the S3 user guide has it for general purpose buckets. */
const bucketNameSchema = z
  .string()
  .regex(
    /^(?=.{3,63}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/,
    "is no S3 bucket name: 3 to 63 lower-case letters, digits, hyphens and single dots, a letter or digit at both ends",
  )
  .refine((name) => !/^\d+\.\d+\.\d+\.\d+$/.test(name), "is no S3 bucket name: it looks like an IP address");

const prefixSchema = z
  .string()
  .refine(hasNoControls, "must not have control characters")
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

export const credentialsRequestSchema = z.strictObject({
  accessKeyId: secretText("access key id"),
  secretAccessKey: secretText("secret access key"),
});

const targetShape = {
  bucket: bucketNameSchema,
  region: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "is no region name such as eu-west-1")
    .max(64),
  prefix: prefixSchema,
  endpoint: endpointSchema.nullable(),
  pathStyle: z.boolean(),
};

export const newConnectionSchema = z.strictObject({
  provider: z.literal("s3").default("s3"),
  name: plainText(maxNameLength),
  ...targetShape,
  /** Starts every key, as it is: no slash is added. */
  prefix: targetShape.prefix.default(""),
  /** An S3-compatible store's address; AWS when left out. */
  endpoint: targetShape.endpoint.default(null),
  /** `https://host/bucket` instead of `https://bucket.host`; by default for every endpoint but AWS. */
  pathStyle: targetShape.pathStyle.optional(),
  /** Write-only: no answer ever has them. */
  credentials: credentialsRequestSchema,
});
export type NewConnectionRequest = z.input<typeof newConnectionSchema>;

/** Runs that are there keep the bucket and the credentials they started with. */
export const connectionChangeSchema = z
  .strictObject({
    name: plainText(maxNameLength),
    ...targetShape,
    /** The next version. */
    credentials: credentialsRequestSchema,
  })
  .partial();
export type ConnectionChangeRequest = z.infer<typeof connectionChangeSchema>;

export const connectionAnswerSchema = z.object({
  id: z.string(),
  provider: z.literal("s3"),
  name: z.string(),
  bucket: z.string(),
  region: z.string(),
  prefix: z.string(),
  endpoint: z.string().nullable(),
  pathStyle: z.boolean(),
  /** `AKIA…7Q` */
  accessKeyId: z.string(),
  /** Counts from 1. */
  credentialVersion: z.int(),
  createdAt: instantSchema,
  warnings: z.array(warningSchema),
});
export type ConnectionAnswer = z.infer<typeof connectionAnswerSchema>;
export const connectionsAnswerSchema = pageOf(connectionAnswerSchema);
export type ConnectionsAnswer = z.infer<typeof connectionsAnswerSchema>;

export const connectionTestAnswerSchema = z.object({
  ok: z.boolean(),
  checks: z.array(
    z.object({
      action: z.enum(["ListBucket", "PutObject"]),
      ok: z.boolean(),
      /** Null when the check went well. */
      error: statedErrorSchema.nullable(),
    }),
  ),
});
export type ConnectionTestAnswer = z.infer<typeof connectionTestAnswerSchema>;

const policySchema = z.object({
  Version: z.literal("2012-10-17"),
  Statement: z.array(
    z.object({ Sid: z.string(), Effect: z.literal("Allow"), Action: z.string(), Resource: z.string() }),
  ),
});

export const connectionPolicyAnswerSchema = z.object({
  bucket: z.string(),
  prefix: z.string(),
  /** Everything Sluice needs, for the whole bucket. */
  policy: policySchema,
  /** The same for the connection's prefix alone; null without a prefix. */
  prefixPolicy: policySchema.nullable(),
});
export type ConnectionPolicyAnswer = z.infer<typeof connectionPolicyAnswerSchema>;

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).byteLength;
}

function isHttpOrigin(text: string): boolean {
  if (!URL.canParse(text) || !/^https?:\/\//i.test(text)) return false;
  const { username, password, pathname, search, hash } = new URL(text);
  return `${username}${password}${search}${hash}` === "" && pathname === "/";
}
