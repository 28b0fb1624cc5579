import { bucketPolicy } from "@sluice/object-store";
import type { Command } from "commander";
import { z } from "zod";
import { optionsOf } from "../options.ts";
import type { OpenCommand } from "../program.ts";

const optionsSchema = z.object({ prefix: z.string().optional() });

export function addPolicyCommand(program: Command, open: OpenCommand): void {
  program
    .command("policy")
    .description("print the IAM policy that exports into a bucket need; works without the API")
    .argument("<bucket>")
    .option("--prefix <prefix>", "allow objects under this prefix only")
    .action(async (bucket: string, _options: unknown, command: Command) => {
      const { out } = await open(command);
      const policy = bucketPolicy(bucket, optionsOf(optionsSchema, command).prefix);
      // Ready to paste either way.
      out.show(policy, () => JSON.stringify(policy, null, 2));
    });
}
