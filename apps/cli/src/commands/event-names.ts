import { eventNameAnswerSchema } from "@sluice/types";
import type { Command } from "commander";
import { z } from "zod";
import type { OpenCommand } from "../open-command.ts";
import { optionsOf } from "../options.ts";
import { count, instant } from "../output/figures.ts";
import { table } from "../output/table.ts";

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
      if (names.length === 0) return out.show(names, () => noneText(text));
      out.show(names, () =>
        table(
          [{ title: "EVENT" }, { title: "RECORDS", align: "right" }, { title: "FIRST" }, { title: "LAST" }],
          names.map(({ name, records, firstTs, lastTs }) => [name, count(records), instant(firstTs), instant(lastTs)]),
        ),
      );
    });
}

function noneText(text: string | undefined): string {
  if (text !== undefined) return "No event's name has this text in it.";
  return "There is no event yet. Load some with: ./sluice load <file>";
}
