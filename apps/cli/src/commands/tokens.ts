import { tokenAnswerSchema, tokenWithTextAnswerSchema } from "@sluice/types";
import type { Command } from "commander";
import pc from "picocolors";
import { z } from "zod";
import type { OpenCommand } from "../open-command.ts";
import { optionsOf } from "../options.ts";
import { addNewTokenOptions, expiryOf, newTokenOptionsSchema } from "./token-options.ts";
import { newTokenText, tokensTable } from "./token-text.ts";

/** API tokens of the project whose admin asks. */
export function addTokenCommands(program: Command, open: OpenCommand): void {
  const tokens = program.command("tokens").description("API tokens of your project; `admin tokens` for all projects");

  addNewTokenOptions(tokens.command("create").description("make a token; it is shown this once")).action(
    async (_options: unknown, command: Command) => {
      const { out, api, now } = await open(command);
      const options = optionsOf(newTokenOptionsSchema, command);
      const { name, role } = options;
      const body = { name, role, expiresAt: expiryOf(options, now())?.toISOString() ?? null };
      const made = await api().send(tokenWithTextAnswerSchema, "POST", "/v1/tokens", body);
      out.show(made, () => newTokenText(made, made.token));
    },
  );

  tokens
    .command("list")
    .description("list tokens, without their texts")
    .action(async (_options: unknown, command: Command) => {
      const { out, api, now } = await open(command);
      const all = await api().list(tokenAnswerSchema, "/v1/tokens");
      out.show(all, () => tokensTable(all, now()));
    });

  tokens
    .command("revoke")
    .description("let nobody in with a token any more, from this moment on")
    .argument("<id>", "the token's id, from `tokens list`")
    .action(async (id: string, _options: unknown, command: Command) => {
      const { out, api } = await open(command);
      await api().send(z.null(), "DELETE", `/v1/tokens/${encodeURIComponent(id)}`);
      out.show({ id, revoked: true }, () => `${pc.green("✓")} Token ${id} lets nobody in any more`);
    });
}
