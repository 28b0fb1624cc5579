import tab from "@bomb.sh/tab/commander";
import { Command } from "commander";
import packageJson from "../package.json" with { type: "json" };
import type { Cli } from "./cli.ts";
import { addAdminCommands } from "./commands/admin.ts";
import { addConnectionCommands } from "./commands/connections.ts";
import { addDoctorCommand } from "./commands/doctor.ts";
import { addDownloadCommand } from "./commands/download.ts";
import { addEventNamesCommand } from "./commands/event-names.ts";
import { addExportCommands } from "./commands/exports.ts";
import { addLakeCommands } from "./commands/lake.ts";
import { addLoadCommand } from "./commands/load.ts";
import { addPolicyCommand } from "./commands/policy.ts";
import { addProjectCommands } from "./commands/project.ts";
import { addRunsCommands } from "./commands/runs.ts";
import { addTokenCommands } from "./commands/tokens.ts";
import { addVerifyCommand } from "./commands/verify.ts";
import { addWebhookCommands } from "./commands/webhooks.ts";
import { type GlobalOptions, globalOptionsSchema, type OpenCommand } from "./open-command.ts";

/** All commands, none of them run. */
export function sluiceProgram(openCli: (options: GlobalOptions) => Promise<Cli>): Command {
  const program = new Command("sluice")
    .description("Exports your product's events and user profiles in bulk into your own bucket")
    .version(packageJson.version, "-V, --version", "print the version")
    .option("--json", "print JSON for scripts instead of text")
    .option("--api-url <url>", "the API (SLUICE_API_URL; else the local stack's)")
    .option("--token <token>", "an API token (better: SLUICE_API_TOKEN; else the local stack's)")
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .showHelpAfterError("(--help lists what there is)");
  const open: OpenCommand = (command) => openCli(globalOptionsSchema.parse(command.optsWithGlobals()));
  addLoadCommand(program, open);
  addLakeCommands(program, open);
  addEventNamesCommand(program, open);
  addConnectionCommands(program, open);
  addPolicyCommand(program, open);
  addProjectCommands(program, open);
  addExportCommands(program, open);
  addRunsCommands(program, open);
  addWebhookCommands(program, open);
  addTokenCommands(program, open);
  addVerifyCommand(program, open);
  addDownloadCommand(program, open);
  addAdminCommands(program, open);
  addDoctorCommand(program, open);
  // Last, as it looks at what there is.
  tab(program, { completionCommandName: "completion" });
  return program;
}
