import type { Command } from "commander";
import type { OpenCommand } from "../open-command.ts";
import { addAdminProjectCommands } from "./admin-projects.ts";
import { addAdminTokenCommands } from "./admin-tokens.ts";

/** What whoever operates Sluice does: on its database, not over the API. */
export function addAdminCommands(program: Command, open: OpenCommand): void {
  const admin = program
    .command("admin")
    .description("projects and their API tokens, for whoever operates Sluice (DATABASE_URL; else the local stack's)");
  addAdminProjectCommands(admin, open);
  addAdminTokenCommands(admin, open);
}
