import { type ProjectAnswer, projectAnswerSchema, regionsAnswerSchema } from "@sluice/types";
import type { Command } from "commander";
import { z } from "zod";
import { UsageError } from "../errors.ts";
import type { OpenCommand } from "../open-command.ts";
import { optionsOf, wholeNumber } from "../options.ts";
import { facts, table } from "../output/table.ts";

const text = z.string().optional();
const changeSchema = z.object({ name: text, timeZone: text, region: text, lookbackDays: wholeNumber.optional() });

export function addProjectCommands(program: Command, open: OpenCommand): void {
  const project = program.command("project").description("the project that the API token is of");

  project
    .command("show")
    .description("show its name, time zone, region, look-back, and what a role on AWS has to trust")
    .action(async (_options: unknown, command: Command) => {
      const { out, api } = await open(command);
      const answer = await api().get(projectAnswerSchema, "/v1/project");
      out.show(answer, () => projectText(answer));
    });

  project
    .command("set")
    .description("change it, for runs to come")
    .option("--name <name>", "for people")
    .option("--time-zone <zone>", "an IANA name such as Europe/Paris; times and dates in files are on its clocks")
    .option("--region <region>", "where its data is: EU, IN, US, SG or SK")
    .option("--lookback-days <n>", "how far back an export may reach")
    .action(async (_options: unknown, command: Command) => {
      const { out, api } = await open(command);
      const change = optionsOf(changeSchema, command);
      if (Object.values(change).every((value) => value === undefined)) {
        throw new UsageError("Say what to change, such as --time-zone Europe/Paris.");
      }
      const answer = await api().send(projectAnswerSchema, "PATCH", "/v1/project", change);
      out.show(answer, () => projectText(answer));
    });

  program
    .command("regions")
    .description("where projects can be, and the AWS region that goes with each")
    .action(async (_options: unknown, command: Command) => {
      const { out, api } = await open(command);
      const { items } = await api().get(regionsAnswerSchema, "/v1/regions");
      out.show(items, () =>
        table(
          [{ title: "REGION" }, { title: "BUCKETS IN" }, { title: "PLACE" }],
          items.map(({ region, bucketRegion, place }) => [region, bucketRegion, place]),
        ),
      );
    });
}

function projectText(project: ProjectAnswer): string {
  const { id, name, timeZone, region, bucketRegion, lookbackDays, externalId, awsPrincipal } = project;
  return facts([
    ["account id", id],
    ["name", name],
    ["time zone", timeZone],
    ["region", `${region}, with buckets in ${bucketRegion}`],
    ["look-back", `${lookbackDays} days`],
    ["external id", externalId],
    ["AWS principal", awsPrincipal ?? "not configured"],
  ]);
}
