import { type RunDetailsAnswer, runAnswerSchema, runDetailsAnswerSchema } from "@sluice/types";
import type { Command } from "commander";
import { requestIdArgument, runTimestampArgument } from "../options.ts";
import { bytes, count, instant } from "../output/figures.ts";
import { table } from "../output/table.ts";
import type { OpenCommand } from "../program.ts";
import { runText, statusColumn } from "./export-text.ts";

export function addRunsCommands(program: Command, open: OpenCommand): void {
  program
    .command("runs")
    .description("list an export's runs, newest first")
    .argument(...requestIdArgument)
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

  program
    .command("run")
    .description("show a run: what happened to it, and the errors that its attempts met")
    .argument(...requestIdArgument)
    .argument(...runTimestampArgument)
    .action(async (requestId: string, runTimestamp: string, _options: unknown, command: Command) => {
      const { out, api } = await open(command);
      const path = `/v1/exports/${encodeURIComponent(requestId)}/runs/${encodeURIComponent(runTimestamp)}`;
      const run = await api().get(runDetailsAnswerSchema, path);
      out.show(run, () =>
        [runText(run), timelineText(run), errorsText(run)].filter((text) => text !== "").join("\n\n"),
      );
    });
}

function timelineText({ timeline }: RunDetailsAnswer): string {
  return table(
    [{ title: "AT" }, { title: "WHAT HAPPENED" }],
    timeline.map(({ at, text }) => [instant(at), text]),
  );
}

function errorsText({ errors }: RunDetailsAnswer): string {
  if (errors.length === 0) return "";
  return table(
    [{ title: "TIMES", align: "right" }, { title: "FIRST" }, { title: "LAST" }, { title: "CODE" }, { title: "ERROR" }],
    errors.map(({ count: times, firstAt, lastAt, code, message }) => [
      ...[count(times), instant(firstAt), instant(lastAt), code, message],
    ]),
  );
}
