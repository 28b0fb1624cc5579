import { bucketPolicy, trustPolicy } from "@sluice/policies";
import { bucketNameSchema, prefixSchema, projectAnswerSchema } from "@sluice/types";
import type { Command } from "commander";
import pc from "picocolors";
import { z } from "zod";
import { UsageError } from "../errors.ts";
import type { OpenCommand } from "../open-command.ts";
import { optionsOf } from "../options.ts";

const optionsSchema = z.object({ prefix: prefixSchema.optional(), role: z.boolean().default(false) });

export function addPolicyCommand(program: Command, open: OpenCommand): void {
  program
    .command("policy")
    .description("print the IAM policy that exports into a bucket need; works without the API, but for --role")
    .argument("<bucket>")
    .option("--prefix <prefix>", "allow objects under this prefix only")
    .option("--role", "for a role that Sluice assumes: its trust policy too, with the project's external id")
    .action(async (bucket: string, _options: unknown, command: Command) => {
      const { out, api } = await open(command);
      const { prefix, role } = optionsOf(optionsSchema, command);
      const name = bucketNameSchema.safeParse(bucket);
      if (!name.success) throw new UsageError(`${JSON.stringify(bucket)} ${name.error.issues[0]?.message}.`);
      const policy = bucketPolicy(bucket, prefix);
      // Ready to paste either way.
      if (!role) return out.show(policy, () => JSON.stringify(policy, null, 2));
      const { externalId, awsPrincipal } = await api().get(projectAnswerSchema, "/v1/project");
      const trust = trustPolicy(awsPrincipal, externalId);
      out.show({ policy, trustPolicy: trust }, () =>
        [
          pc.bold("Permissions policy of the role"),
          JSON.stringify(policy, null, 2),
          pc.bold("Trust policy of the role"),
          JSON.stringify(trust, null, 2),
        ].join("\n"),
      );
      if (awsPrincipal === null) {
        out.warn(
          `${pc.yellow("!")} Whom the role has to trust is not set: Sluice's operator sets SLUICE_AWS_PRINCIPAL.`,
        );
      }
    });
}
