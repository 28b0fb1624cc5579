import { connectionAnswerSchema } from "@sluice/types";
import type { Command } from "commander";
import pc from "picocolors";
import { z } from "zod";
import { UsageError } from "../errors.ts";
import { findConnection } from "../find-connection.ts";
import type { OpenCommand } from "../open-command.ts";
import { optionsOf } from "../options.ts";
import { warnAll } from "../output/output.ts";
import { addTargetOptions, encryptionOf, targetOptionsShape } from "./connection-options.ts";
import { connectionText } from "./connection-text.ts";

const optionsSchema = z.object({ name: z.string().optional(), ...targetOptionsShape });

export function addUpdateConnection(connections: Command, open: OpenCommand): void {
  addTargetOptions(
    connections
      .command("update")
      .description("change a connection for runs to come; a new key is for update-credentials")
      .argument("<connection>", "its id or name")
      .option("--name <name>", "for people"),
  ).action(async (wanted: string, _options: unknown, command: Command) => {
    const { out, api } = await open(command);
    const options = optionsOf(optionsSchema, command);
    const { name, bucket, region, prefix, endpoint, pathStyle } = options;
    const encryption = encryptionOf(options);
    const given = Object.entries({ name, bucket, region, prefix, endpoint, pathStyle, encryption });
    const change = Object.fromEntries(given.filter(([, value]) => value !== undefined));
    if (Object.keys(change).length === 0) throw new UsageError("Say what to change, such as --prefix exports/.");
    const { id } = await findConnection(api(), wanted);
    const connection = await api().send(connectionAnswerSchema, "PATCH", `/v1/connections/${id}`, change);
    out.show(connection, () => `${pc.green("✓")} The connection is changed.\n${connectionText(connection)}`);
    warnAll(out, connection.warnings);
    if (!out.isJson)
      out.note(`\nRuns that began before keep what they had. Try it with: ./sluice connections test ${id}`);
  });
}
