import { compactLoads, convertLake, projectsIn, thoroughLimits } from "@sluice/event-source-lake";
import type { Command } from "commander";
import pc from "picocolors";
import { z } from "zod";
import type { Cli } from "../cli.ts";
import { noLake, UsageError } from "../errors.ts";
import type { OpenCommand } from "../open-command.ts";
import { optionsOf } from "../options.ts";
import { addForgetCommands } from "./forget-user.ts";

const optionsSchema = z.object({ project: z.string().optional() });

/** What works on the lake's folder itself, without a server, but for the forgetting of users. */
export function addLakeCommands(program: Command, open: OpenCommand): void {
  const lake = program.command("lake").description("look after the lake, the folder that events are loaded into");

  lake
    .command("compact")
    .description("merge small loads into large ones, while everything else goes on")
    .option("--project <id>", "only this project (all)")
    .action(async (_options: unknown, command: Command) => {
      const cli = await open(command);
      await compact(cli, optionsOf(optionsSchema, command).project);
    });

  lake
    .command("convert")
    .description("bring a lake that an earlier Sluice filled into the present layout; goes on where it was broken off")
    .action(async (_options: unknown, command: Command) => {
      await convert(await open(command));
    });

  addForgetCommands(lake, open);
}

async function compact(cli: Cli, project: string | undefined): Promise<void> {
  const { out, signal } = cli;
  const directory = lakeOf(cli);
  const projects = await projectsIn(directory);
  if (project !== undefined && !projects.includes(project)) {
    throw new UsageError(`Nothing was ever loaded into a project ${project}.`);
  }
  const compacted: { project: string; loads: number }[] = [];
  for (const one of project === undefined ? projects : [project]) {
    const loads = await compactLoads({ directory, project: one, limits: thoroughLimits, signal });
    compacted.push({ project: one, loads });
  }
  out.show(compacted, () => (compacted.length === 0 ? "The lake is empty." : compacted.map(compactedText).join("\n")));
}

function compactedText({ project, loads }: { readonly project: string; readonly loads: number }): string {
  if (loads === 0) return `${pc.green("✓")} ${project}: nothing is worth merging`;
  const files = pc.dim("  The merged files go a day later, once no run needs them: workflow-service sees to that.");
  return `${pc.green("✓")} ${project}: ${loads} loads fewer\n${files}`;
}

async function convert(cli: Cli): Promise<void> {
  const { out, signal } = cli;
  const directory = lakeOf(cli);
  const converted = await convertLake({
    directory,
    signal,
    onProgress: ({ project, loads, totalLoads }) => out.live(`${project}: ${loads} of ${totalLoads} loads`),
  });
  out.live(null);
  out.show({ converted }, () =>
    converted.length === 0
      ? `${pc.green("✓")} The lake has the present layout.`
      : `${pc.green("✓")} Converted: ${converted.join(", ")}`,
  );
}

function lakeOf({ environment, stack }: Cli): string {
  const directory = environment.SLUICE_LAKE ?? stack?.lake;
  if (directory === undefined) throw noLake();
  return directory;
}
