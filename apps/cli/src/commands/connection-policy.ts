import { type ConnectionPolicyAnswer, connectionPolicyAnswerSchema } from "@sluice/types";
import type { Command } from "commander";
import pc from "picocolors";
import { z } from "zod";
import { UsageError } from "../errors.ts";
import { findConnection } from "../find-connection.ts";
import type { OpenCommand } from "../open-command.ts";
import { optionsOf } from "../options.ts";

const optionsSchema = z.object({
  prefixOnly: z.boolean().default(false),
  kms: z.boolean().default(false),
  trust: z.boolean().default(false),
});
type Options = z.output<typeof optionsSchema>;

export function addConnectionPolicy(connections: Command, open: OpenCommand): void {
  connections
    .command("policy")
    .description("print the IAM policy that a connection's access key or role needs")
    .argument("<connection>", "its id or name")
    .option("--prefix-only", "allow objects under the connection's prefix only")
    .option("--kms", "print what it needs for the connection's KMS key instead")
    .option("--trust", "print the trust policy that the connection's role needs instead")
    .action(async (wanted: string, _options: unknown, command: Command) => {
      const { out, api } = await open(command);
      const options = optionsOf(optionsSchema, command);
      const { id } = await findConnection(api(), wanted);
      const answer = await api().get(connectionPolicyAnswerSchema, `/v1/connections/${id}/policy`);
      const policy = policyOf(answer, options);
      // Ready to paste either way.
      out.show(policy, () => JSON.stringify(policy, null, 2));
      if (!options.kms && !options.trust) for (const hint of hints(answer)) out.warn(`${pc.yellow("!")} ${hint}`);
    });
}

function policyOf({ policy, prefixPolicy, kmsPolicy, trustPolicy }: ConnectionPolicyAnswer, options: Options): object {
  if (options.kms && options.trust) throw new UsageError("--kms and --trust are two policies; ask for one at a time.");
  if (options.kms) {
    if (kmsPolicy === null) throw new UsageError("This connection has no KMS key; only --sse sse-kms needs --kms.");
    return kmsPolicy;
  }
  if (options.trust) {
    if (trustPolicy === null) throw new UsageError("This connection has an access key; only a role needs --trust.");
    return trustPolicy;
  }
  return options.prefixOnly ? (prefixPolicy ?? policy) : policy;
}

function hints({ kmsPolicy, trustPolicy }: ConnectionPolicyAnswer): string[] {
  return [
    ...(kmsPolicy === null ? [] : ["Its KMS key needs a policy too: see --kms."]),
    ...(trustPolicy === null ? [] : ["Its role needs a trust policy too: see --trust."]),
  ];
}
