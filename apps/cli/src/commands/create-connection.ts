import { connectionAnswerSchema, connectionTestAnswerSchema, type NewConnectionRequest } from "@sluice/types";
import type { Command } from "commander";
import pc from "picocolors";
import { z } from "zod";
import type { Cli } from "../cli.ts";
import { AlreadySaid, noStack, UsageError } from "../errors.ts";
import type { OpenCommand } from "../open-command.ts";
import { optionsOf } from "../options.ts";
import { warnAll } from "../output/output.ts";
import { addTargetOptions, encryptionOf, targetOptionsShape } from "./connection-options.ts";
import { connectionText, testText } from "./connection-text.ts";

const optionsSchema = z.object({
  name: z.string(),
  ...targetOptionsShape,
  roleArn: z.string().optional(),
  local: z.boolean().default(false),
  test: z.boolean().default(true),
});
type Options = z.output<typeof optionsSchema>;

export function addCreateConnection(connections: Command, open: OpenCommand): void {
  addTargetOptions(
    connections
      .command("create")
      .description("make a connection to a bucket; asks for the access key, or reads it from the environment or stdin")
      .requiredOption("--name <name>", "for people"),
  )
    .option("--role-arn <arn>", "a role that Sluice assumes, instead of an access key (see `./sluice policy --role`)")
    .option("--local", "the bucket and key that the local stack made")
    .option("--no-test", "do not try at once whether the bucket takes objects")
    .action(async (_options: unknown, command: Command) => {
      const cli = await open(command);
      const options = optionsOf(optionsSchema, command);
      const request = await requestOf(cli, options);
      const connection = await cli.api().send(connectionAnswerSchema, "POST", "/v1/connections", request);
      const path = `/v1/connections/${connection.id}/test`;
      const test = options.test ? await cli.api().send(connectionTestAnswerSchema, "POST", path) : null;
      cli.out.show(test === null ? connection : { ...connection, test }, () => {
        const made = `${pc.green("✓")} The connection is made.\n${connectionText(connection)}`;
        if (test === null) return `${made}\n\nTry it with: ./sluice connections test ${connection.id}`;
        return `${made}\n\n${testText(test)}`;
      });
      warnAll(cli.out, connection.warnings);
      if (test === null || test.ok) return;
      cli.out.warn(`The connection is kept. Mend what is wrong, then: ./sluice connections test ${connection.id}`);
      throw new AlreadySaid();
    });
}

async function requestOf(cli: Cli, options: Options): Promise<NewConnectionRequest> {
  const { name, bucket, region, endpoint, pathStyle, roleArn } = options;
  const prefix = options.prefix ?? "";
  if (options.local) {
    const beside = Object.entries({ bucket, region, endpoint, pathStyle, roleArn }).find(
      ([, value]) => value !== undefined,
    );
    if (beside)
      throw new UsageError(`--local is the local stack's own bucket and key, so leave ${optionName(beside[0])} out.`);
    if (cli.stack === null) throw noStack();
    const { target, credentials } = cli.stack.bucket;
    return { name, ...target, prefix: options.prefix ?? target.prefix, credentials };
  }
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
    encryption: encryptionOf(options) ?? { type: "none" },
    credentials: roleArn === undefined ? await cli.readCredentials() : { roleArn },
  };
}

function optionName(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
