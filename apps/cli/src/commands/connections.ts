import { connectionAnswerSchema, connectionTestAnswerSchema } from "@sluice/types";
import type { Command } from "commander";
import pc from "picocolors";
import { z } from "zod";
import { AlreadySaid } from "../errors.ts";
import { findConnection } from "../find-connection.ts";
import type { OpenCommand } from "../open-command.ts";
import { optionsOf } from "../options.ts";
import { warnAll } from "../output/output.ts";
import { printable, table } from "../output/table.ts";
import { addConnectionPolicy } from "./connection-policy.ts";
import { connectionText, testText, userText } from "./connection-text.ts";
import { addCreateConnection } from "./create-connection.ts";
import { addUpdateConnection } from "./update-connection.ts";

export function addConnectionCommands(program: Command, open: OpenCommand): void {
  const connections = program.command("connections").description("buckets to export to");
  addCreateConnection(connections, open);

  connections
    .command("list")
    .description("list the connections")
    .action(async (_options: unknown, command: Command) => {
      const { out, api } = await open(command);
      const all = await api().list(connectionAnswerSchema, "/v1/connections");
      if (all.length === 0) return out.show(all, () => noneText);
      out.show(all, () =>
        table(
          [
            { title: "ID" },
            { title: "NAME" },
            { title: "BUCKET" },
            { title: "PREFIX" },
            { title: "REGION" },
            { title: "KEY OR ROLE" },
          ],
          all.map((connection) => {
            const { id, name, bucket, prefix, region } = connection;
            return [id, name, bucket, prefix, region, userText(connection)];
          }),
        ),
      );
    });

  connections
    .command("get")
    .description("show a connection")
    .argument("<connection>", "its id or name")
    .action(async (wanted: string, _options: unknown, command: Command) => {
      const { out, api } = await open(command);
      const connection = await findConnection(api(), wanted);
      out.show(connection, () => connectionText(connection));
      warnAll(out, connection.warnings);
    });

  connections
    .command("test")
    .description("try ListBucket and PutObject with a connection's own credentials")
    .argument("<connection>", "its id or name")
    .action(async (wanted: string, _options: unknown, command: Command) => {
      const { out, api } = await open(command);
      const { id } = await findConnection(api(), wanted);
      const answer = await api().send(connectionTestAnswerSchema, "POST", `/v1/connections/${id}/test`);
      out.show(answer, () => testText(answer));
      if (!answer.ok) throw new AlreadySaid();
    });

  addConnectionPolicy(connections, open);
  addUpdateConnection(connections, open);

  connections
    .command("update-credentials")
    .description("replace a connection's access key; asks for it, or reads it from the environment or stdin")
    .argument("<connection>", "its id or name")
    .option("--role-arn <arn>", "a role that Sluice assumes from now on, instead of an access key")
    .action(async (wanted: string, _options: unknown, command: Command) => {
      const { out, api, readCredentials } = await open(command);
      const { roleArn } = optionsOf(z.object({ roleArn: z.string().optional() }), command);
      const { id } = await findConnection(api(), wanted);
      const credentials = roleArn === undefined ? await readCredentials() : { roleArn };
      const connection = await api().send(connectionAnswerSchema, "PATCH", `/v1/connections/${id}`, { credentials });
      out.show(connection, () => {
        const { name, credentialVersion } = connection;
        return `${pc.green("✓")} ${printable(name)} has ${userText(connection)} now (version ${credentialVersion}); runs in progress keep what they started with`;
      });
    });

  connections
    .command("delete")
    .description("delete a connection and its credentials")
    .argument("<connection>", "its id or name")
    .action(async (wanted: string, _options: unknown, command: Command) => {
      const { out, api } = await open(command);
      const { id, name } = await findConnection(api(), wanted);
      await api().send(z.null(), "DELETE", `/v1/connections/${id}`);
      out.show({ id, deleted: true }, () => `${pc.green("✓")} ${printable(name)} is deleted`);
    });
}

const noneText =
  "There is no connection yet. Make one with: ./sluice connections create --name Warehouse --bucket <bucket> --region <region>";
