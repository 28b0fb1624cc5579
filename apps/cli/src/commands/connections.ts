import {
  type ConnectionAnswer,
  type ConnectionTestAnswer,
  connectionAnswerSchema,
  connectionPolicyAnswerSchema,
  connectionTestAnswerSchema,
} from "@sluice/types";
import type { Command } from "commander";
import pc from "picocolors";
import { z } from "zod";
import { AlreadySaid } from "../errors.ts";
import { findConnection } from "../find-connection.ts";
import { optionsOf } from "../options.ts";
import { instant } from "../output/figures.ts";
import { warnAll } from "../output/output.ts";
import { facts, printable, table } from "../output/table.ts";
import type { OpenCommand } from "../program.ts";
import { addCreateConnection } from "./create-connection.ts";

export function addConnectionCommands(program: Command, open: OpenCommand): void {
  const connections = program.command("connections").description("buckets to export to");
  addCreateConnection(connections, open);

  connections
    .command("list")
    .description("list the connections")
    .action(async (_options: unknown, command: Command) => {
      const { out, api } = await open(command);
      const all = await api().list(connectionAnswerSchema, "/v1/connections");
      out.show(all, () =>
        table(
          [
            { title: "ID" },
            { title: "NAME" },
            { title: "BUCKET" },
            { title: "PREFIX" },
            { title: "REGION" },
            { title: "KEY" },
          ],
          all.map(({ id, name, bucket, prefix, region, accessKeyId }) => [
            id,
            name,
            bucket,
            prefix,
            region,
            accessKeyId,
          ]),
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

  connections
    .command("policy")
    .description("print the IAM policy that a connection's access key needs")
    .argument("<connection>", "its id or name")
    .option("--prefix-only", "allow objects under the connection's prefix only")
    .action(async (wanted: string, _options: unknown, command: Command) => {
      const { out, api } = await open(command);
      const { prefixOnly } = optionsOf(z.object({ prefixOnly: z.boolean().default(false) }), command);
      const { id } = await findConnection(api(), wanted);
      const answer = await api().get(connectionPolicyAnswerSchema, `/v1/connections/${id}/policy`);
      const policy = prefixOnly ? (answer.prefixPolicy ?? answer.policy) : answer.policy;
      out.show(policy, () => JSON.stringify(policy, null, 2));
    });

  connections
    .command("update-credentials")
    .description("replace a connection's access key; asks for it, or reads it from the environment or stdin")
    .argument("<connection>", "its id or name")
    .action(async (wanted: string, _options: unknown, command: Command) => {
      const { out, api, readCredentials } = await open(command);
      const { id } = await findConnection(api(), wanted);
      const credentials = await readCredentials();
      const connection = await api().send(connectionAnswerSchema, "PATCH", `/v1/connections/${id}`, { credentials });
      out.show(connection, () => {
        const { name, accessKeyId, credentialVersion } = connection;
        return `${pc.green("✓")} ${printable(name)} has access key ${accessKeyId} now (version ${credentialVersion}); runs in progress keep the one they started with`;
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

export function connectionText(connection: ConnectionAnswer): string {
  const { id, name, bucket, prefix, region, endpoint, accessKeyId, credentialVersion, createdAt } = connection;
  return facts([
    ["id", id],
    ["name", name],
    ["bucket", bucket],
    ["prefix", prefix || "–"],
    ["region", region],
    ["endpoint", endpoint ?? "AWS"],
    ["access key", `${accessKeyId} (version ${credentialVersion})`],
    ["created", instant(createdAt)],
  ]);
}

function testText({ checks }: ConnectionTestAnswer): string {
  return checks
    .map(({ action, ok, error }) =>
      ok
        ? `${pc.green("✓")} ${action}`
        : `${pc.red("✗")} ${action}  ${printable(error?.message ?? "")} ${pc.dim(`(${error?.code})`)}`,
    )
    .join("\n");
}
