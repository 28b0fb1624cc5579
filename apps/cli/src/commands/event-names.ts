import { eventNameAnswerSchema } from "@sluice/types";
import type { Command } from "commander";
import { z } from "zod";
import { optionsOf } from "../options.ts";
import { count, instant } from "../output/figures.ts";
import { table } from "../output/table.ts";
import type { OpenCommand } from "../program.ts";

const optionsSchema = z.object({ text: z.string().optional() });

export function addEventNamesCommand(program: Command, open: OpenCommand): void {
  program
    .command("event-names")
    .description("list the events that can be exported")
    .option("--text <text>", "only names with this text in them")
    .action(async (_options: unknown, command: Command) => {
      const { out, api } = await open(command);
      const { text } = optionsOf(optionsSchema, command);
      const names = await api().list(eventNameAnswerSchema, "/v1/event-names", { text });
      out.show(names, () =>
        table(
          [{ title: "EVENT" }, { title: "RECORDS", align: "right" }, { title: "FIRST" }, { title: "LAST" }],
          names.map(({ name, records, firstTs, lastTs }) => [name, count(records), instant(firstTs), instant(lastTs)]),
        ),
      );
    });
}
