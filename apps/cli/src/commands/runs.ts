import { runAnswerSchema } from "@sluice/types";
import type { Command } from "commander";
import { bytes, count, instant } from "../output/figures.ts";
import { table } from "../output/table.ts";
import type { OpenCommand } from "../program.ts";
import { statusColumn } from "./export-text.ts";

export function addRunsCommand(program: Command, open: OpenCommand): void {
  program
    .command("runs")
    .description("list an export's runs, newest first")
    .argument("<requestId>", "the export's number")
    .action(async (requestId: string, _options: unknown, command: Command) => {
      const { out, api } = await open(command);
      const runs = await api().list(runAnswerSchema, `/v1/exports/${encodeURIComponent(requestId)}/runs`);
      out.show(runs, () =>
        table(
          [
            { title: "RUN" },
            statusColumn,
            { title: "FROM" },
            { title: "TO" },
            { title: "RECORDS", align: "right" },
            { title: "OBJECTS", align: "right" },
            { title: "SIZE", align: "right" },
            { title: "ERROR" },
          ],
          runs.map(({ runTimestamp, status, window, totals, error }) => [
            ...[String(runTimestamp), status, instant(window.from), instant(window.to)],
            ...[count(totals.records), count(totals.objects), bytes(totals.bytes), error?.code ?? ""],
          ]),
        ),
      );
    });
}
