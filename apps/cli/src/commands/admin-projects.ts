import { createProject, deleteProject, getProject, listProjects, type Project } from "@sluice/config-store";
import { projectChangeSchema, projectIdSchema, projectRegionSchema } from "@sluice/types";
import type { Command } from "commander";
import pc from "picocolors";
import { z } from "zod";
import { UsageError } from "../errors.ts";
import type { OpenCommand } from "../open-command.ts";
import { optionsOf, wholeNumber } from "../options.ts";
import { facts, printable, table } from "../output/table.ts";
import { auditName } from "./admin-tokens.ts";

const { name, timeZone, region, lookbackDays } = projectChangeSchema.shape;
const newProjectSchema = z.object({
  id: projectIdSchema,
  name: name.unwrap(),
  timeZone: timeZone.unwrap().default("UTC"),
  region: region.unwrap().default("EU"),
  lookbackDays: wholeNumber.pipe(lookbackDays.unwrap()).default(60),
});
const idArgument = ["<id>", "the project's id, which is its account id in object names"] as const;

export function addAdminProjectCommands(admin: Command, open: OpenCommand): void {
  const projects = admin.command("projects").description("customers' accounts");

  projects
    .command("create")
    .description("make a project; then make its first token: admin tokens create --project ID --role admin")
    .requiredOption("--id <id>", "1 to 64 letters, digits, - or _; it stands in the names of profile objects")
    .requiredOption("--name <name>")
    .option("--time-zone <zone>", "an IANA time zone (default: UTC)")
    .option("--region <region>", `${projectRegionSchema.options.join(", ")} (default: EU)`)
    .option("--lookback-days <n>", "how far back a one-time export may reach (default: 60)")
    .action(async (_options: unknown, command: Command) => {
      const { out, openStore } = await open(command);
      const wanted = optionsOf(newProjectSchema, command);
      await using store = await openStore();
      const project = await createProject(store, wanted);
      out.show(project, () => `${pc.green("✓")} Project ${project.id}\n${projectText(project)}`);
    });

  projects
    .command("list")
    .description("list all projects")
    .action(async (_options: unknown, command: Command) => {
      const { out, openStore } = await open(command);
      await using store = await openStore();
      const all = await listProjects(store);
      out.show(all, () => projectsTable(all));
    });

  projects
    .command("show")
    .description("show a project")
    .argument(...idArgument)
    .action(async (id: string, _options: unknown, command: Command) => {
      const { out, openStore } = await open(command);
      await using store = await openStore();
      const project = await getProject(store, id);
      out.show(project, () => projectText(project));
    });

  projects
    .command("delete")
    .description("delete a project: its tokens and secrets at once; its history as that of any; not its events")
    .argument(...idArgument)
    .option("--yes", "this can't be undone, and it is meant")
    .action(async (id: string, _options: unknown, command: Command) => {
      const { out, openStore } = await open(command);
      const { yes } = optionsOf(z.object({ yes: z.boolean().default(false) }), command);
      await using store = await openStore();
      const project = await getProject(store, id);
      if (!yes) throw new UsageError(`Deleting ${id} ("${project.name}") can't be undone. Say --yes to do it.`);
      await deleteProject(store, id, auditName);
      out.show({ id, deleted: true }, () =>
        [
          `${pc.green("✓")} Project ${id} is deleted, its tokens and secrets are gone, and its id is not given again`,
          pc.dim("  Its events are still in the lake, in the folders of its id; what it delivered is in its buckets."),
        ].join("\n"),
      );
    });
}

function projectsTable(all: readonly Project[]): string {
  if (all.length === 0) return "There is no project yet. Make one with ./sluice admin projects create.";
  return table(
    [{ title: "ID" }, { title: "NAME" }, { title: "REGION" }, { title: "TIME ZONE" }],
    all.map(({ id, name, region, timeZone }) => [id, name, region, timeZone]),
  );
}

function projectText({ id, name, timeZone, region, lookbackDays, externalId }: Project): string {
  return facts([
    ["id", id],
    ["name", printable(name)],
    ["time zone", timeZone],
    ["region", region],
    ["look-back", `${lookbackDays} days`],
    ["external id", externalId],
  ]);
}
