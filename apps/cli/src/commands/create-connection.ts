import { connectionAnswerSchema, type NewConnectionRequest } from "@sluice/types";
import type { Command } from "commander";
import pc from "picocolors";
import { z } from "zod";
import type { Cli } from "../cli.ts";
import { noStack, UsageError } from "../errors.ts";
import { optionsOf } from "../options.ts";
import { warnAll } from "../output/output.ts";
import type { OpenCommand } from "../program.ts";
import { connectionText } from "./connections.ts";

const optionsSchema = z.object({
  name: z.string(),
  bucket: z.string().optional(),
  region: z.string().optional(),
  prefix: z.string().optional(),
  endpoint: z.string().optional(),
  pathStyle: z.boolean().optional(),
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
  const { bucket, region, endpoint, pathStyle } = options;
  if (bucket === undefined || region === undefined) {
    throw new UsageError("Say which bucket it is with --bucket and --region, or --local for the local stack's.");
  }
  return {
    ...{ name, bucket, region, prefix, endpoint: endpoint ?? null },
    ...(pathStyle === undefined ? {} : { pathStyle }),
    credentials: await cli.readCredentials(),
  };
}
