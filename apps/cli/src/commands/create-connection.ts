import { connectionAnswerSchema, type Encryption, type NewConnectionRequest } from "@sluice/types";
import type { Command } from "commander";
import pc from "picocolors";
import { z } from "zod";
import type { Cli } from "../cli.ts";
import { noStack, UsageError } from "../errors.ts";
import type { OpenCommand } from "../open-command.ts";
import { optionsOf } from "../options.ts";
import { warnAll } from "../output/output.ts";
import { connectionText } from "./connection-text.ts";

const optionsSchema = z.object({
  name: z.string(),
  bucket: z.string().optional(),
  region: z.string().optional(),
  prefix: z.string().optional(),
  endpoint: z.string().optional(),
  pathStyle: z.boolean().optional(),
  roleArn: z.string().optional(),
  sse: z.enum(["none", "sse-s3", "sse-kms"]).default("none"),
  kmsKeyId: z.string().optional(),
  kmsBucketKey: z.boolean().optional(),
  local: z.boolean().default(false),
});
type Options = z.output<typeof optionsSchema>;

export function addCreateConnection(connections: Command, open: OpenCommand): void {
  connections
    .command("create")
    .description("make a connection to a bucket; asks for the access key, or reads it from the environment or stdin")
    .requiredOption("--name <name>", "for people")
    .option("--bucket <bucket>")
    .option("--region <region>", "the bucket's, such as eu-west-1")
    .option("--prefix <prefix>", "starts every key, as it is: end it with / for a folder")
    .option("--endpoint <url>", "an S3-compatible store instead of AWS")
    .option("--path-style", "address the bucket in the path (the default for an endpoint)")
    .option("--no-path-style", "address the bucket in the host name")
    .option("--role-arn <arn>", "a role that Sluice assumes, instead of an access key (see `./sluice policy --role`)")
    .option("--sse <encryption>", "encrypt objects: none (as the bucket does by itself), sse-s3 or sse-kms")
    .option("--kms-key-id <key>", "for sse-kms: the key's ARN, id or alias")
    .option("--kms-bucket-key", "for sse-kms: use an S3 bucket key, which asks KMS less often")
    .option("--no-kms-bucket-key", "for sse-kms: use none, whatever the bucket's owner has set")
    .option("--local", "the bucket and key that the local stack made")
    .action(async (_options: unknown, command: Command) => {
      const cli = await open(command);
      const request = await requestOf(cli, optionsOf(optionsSchema, command));
      const connection = await cli.api().send(connectionAnswerSchema, "POST", "/v1/connections", request);
      cli.out.show(connection, () => `${pc.green("✓")} The connection is made.\n${connectionText(connection)}`);
      warnAll(cli.out, connection.warnings);
    });
}

async function requestOf(cli: Cli, { name, local, ...options }: Options): Promise<NewConnectionRequest> {
  const prefix = options.prefix ?? "";
  if (local) {
    if (cli.stack === null) throw noStack();
    const { target, credentials } = cli.stack.bucket;
    return { name, ...target, prefix: options.prefix ?? target.prefix, credentials };
  }
  const { bucket, region, endpoint, pathStyle, roleArn } = options;
  if (bucket === undefined || region === undefined) {
    throw new UsageError("Say which bucket it is with --bucket and --region, or --local for the local stack's.");
  }
  return {
    name,
    bucket,
    region,
    prefix,
    endpoint: endpoint ?? null,
    ...(pathStyle === undefined ? {} : { pathStyle }),
    encryption: encryptionOf(options),
    credentials: roleArn === undefined ? await cli.readCredentials() : { roleArn },
  };
}

function encryptionOf({ sse, kmsKeyId, kmsBucketKey }: Omit<Options, "name" | "local">): Encryption {
  if (sse !== "sse-kms") {
    if (kmsKeyId === undefined && kmsBucketKey === undefined) return { type: sse };
    throw new UsageError("A KMS key is for --sse sse-kms only.");
  }
  if (kmsKeyId === undefined) throw new UsageError("Say which key encrypts with --kms-key-id.");
  return { type: sse, keyId: kmsKeyId, ...(kmsBucketKey === undefined ? {} : { bucketKey: kmsBucketKey }) };
}
