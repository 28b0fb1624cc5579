import type { Encryption } from "@sluice/types";
import type { Command } from "commander";
import { z } from "zod";
import { UsageError } from "../errors.ts";

/** Where a connection leads, for a new one and a changed one alike. */
export function addTargetOptions(command: Command): Command {
  return command
    .option("--bucket <bucket>", "the bucket's name")
    .option("--region <region>", "the bucket's, such as eu-west-1")
    .option("--prefix <prefix>", "starts every key, as it is: end it with / for a folder")
    .option("--endpoint <url>", "an S3-compatible store instead of AWS")
    .option("--path-style", "address the bucket in the path (the default for an endpoint)")
    .option("--no-path-style", "address the bucket in the host name")
    .option("--sse <encryption>", "encrypt objects: none (as the bucket does by itself), sse-s3 or sse-kms")
    .option("--kms-key-id <key>", "for sse-kms: the key's ARN, id or alias")
    .option("--kms-bucket-key", "for sse-kms: use an S3 bucket key, which asks KMS less often")
    .option("--no-kms-bucket-key", "for sse-kms: use none, whatever the bucket's owner has set");
}

export const targetOptionsShape = {
  bucket: z.string().optional(),
  region: z.string().optional(),
  prefix: z.string().optional(),
  endpoint: z.string().optional(),
  pathStyle: z.boolean().optional(),
  sse: z.enum(["none", "sse-s3", "sse-kms"]).optional(),
  kmsKeyId: z.string().optional(),
  kmsBucketKey: z.boolean().optional(),
};
type TargetOptions = z.output<z.ZodObject<typeof targetOptionsShape>>;

/** Undefined where nothing was said about it. */
export function encryptionOf({ sse, kmsKeyId, kmsBucketKey }: TargetOptions): Encryption | undefined {
  if (sse !== "sse-kms") {
    if (kmsKeyId === undefined && kmsBucketKey === undefined) return sse && { type: sse };
    throw new UsageError("A KMS key is for --sse sse-kms only.");
  }
  if (kmsKeyId === undefined) throw new UsageError("Say which key encrypts with --kms-key-id.");
  return { type: sse, keyId: kmsKeyId, ...(kmsBucketKey === undefined ? {} : { bucketKey: kmsBucketKey }) };
}
