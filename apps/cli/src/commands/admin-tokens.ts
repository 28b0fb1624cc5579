import { createApiToken, getProject, listApiTokens, revokeApiToken } from "@sluice/config-store";
import type { Command } from "commander";
import pc from "picocolors";
import { z } from "zod";
import type { OpenCommand } from "../open-command.ts";
import { optionsOf } from "../options.ts";
import { printable } from "../output/table.ts";
import { addNewTokenOptions, expiryOf, newTokenOptionsSchema } from "./token-options.ts";
import { newTokenText, type ShownToken, tokensTable } from "./token-text.ts";

/** How the audit names these commands. */
export const auditName = "sluice admin";

const projectOption = ["--project <id>", "whose tokens"] as const;
const ofProjectSchema = z.object({ project: z.string() });

export function addAdminTokenCommands(admin: Command, open: OpenCommand): void {
  const tokens = admin.command("tokens").description("API tokens of any project");

  addNewTokenOptions(
    tokens
      .command("create")
      .description("make a token; it is shown this once")
      .requiredOption(...projectOption),
  ).action(async (_options: unknown, command: Command) => {
    const { out, openStore, now } = await open(command);
    const options = optionsOf(newTokenOptionsSchema.extend(ofProjectSchema.shape), command);
    await using store = await openStore();
    const { text, token } = await createApiToken(store, {
      projectId: options.project,
      name: options.name,
      role: options.role,
      expiresAt: expiryOf(options, now()),
      createdBy: auditName,
    });
    const made = shown(token);
    out.show({ ...made, token: text }, () => newTokenText(made, text));
  });

  tokens
    .command("list")
    .description("list a project's tokens, without their texts")
    .requiredOption(...projectOption)
    .action(async (_options: unknown, command: Command) => {
      const { out, openStore, now } = await open(command);
      const { project } = optionsOf(ofProjectSchema, command);
      await using store = await openStore();
      await getProject(store, project);
      const all = (await listApiTokens(store, project)).map(shown);
      out.show(all, () => tokensTable(all, now()));
    });

  tokens
    .command("revoke")
    .description("let nobody in with a token any more, from this moment on")
    .argument("<id>", "the token's id, from `admin tokens list`")
    .requiredOption(...projectOption)
    .action(async (id: string, _options: unknown, command: Command) => {
      const { out, openStore } = await open(command);
      const { project } = optionsOf(ofProjectSchema, command);
      await using store = await openStore();
      const revoked = shown(await revokeApiToken(store, project, id, auditName));
      out.show(revoked, () => `${pc.green("✓")} ${printable(revoked.name)} lets nobody in any more`);
    });
}

type StoredToken = Awaited<ReturnType<typeof listApiTokens>>[number];

function shown(token: StoredToken): ShownToken {
  const { id, name, role, hint, createdBy, createdAt, expiresAt, lastUsedAt, revokedAt, revokedBy } = token;
  const text = (at: Date | null) => at?.toISOString() ?? null;
  return {
    id,
    name,
    role,
    hint,
    createdBy,
    createdAt: createdAt.toISOString(),
    expiresAt: text(expiresAt),
    lastUsedAt: text(lastUsedAt),
    revokedAt: text(revokedAt),
    revokedBy,
  };
}
