import {
  exportAnswerSchema,
  type FoundRunAnswer,
  foundRunAnswerSchema,
  type RunDetailsAnswer,
  runDetailsAnswerSchema,
} from "@sluice/types";
import type { Command } from "commander";
import { z } from "zod";
import { findConnection } from "../find-connection.ts";
import type { OpenCommand } from "../open-command.ts";
import { collect, lengthSchema, optionsOf, requestIdArgument, runTimestampArgument, wholeNumber } from "../options.ts";
import { inCliWords } from "../output/error-text.ts";
import { bytes, count, instant } from "../output/figures.ts";
import { table } from "../output/table.ts";
import { runText, statusColumn } from "./export-text.ts";
import { runPath } from "./watch-run.ts";

export function addRunsCommands(program: Command, open: OpenCommand): void {
  program
    .command("runs")
    .description("list an export's runs, or those of all exports, newest first")
    .argument("[requestId]", "the export's number; without it, runs of all exports", requestIdArgument[2])
    .option("--status <status>", "Pending, Running, Done, Stopped or Failed; may be given several times", collect)
    .option("--last <length>", "begun within so long, such as 24h or 7d")
    .option("--connection <connection>", "id or name")
    .option("--limit <n>", "at most so many", "50")
    .action(async (requestId: string | undefined, _options: unknown, command: Command) => {
      const { out, api, now } = await open(command);
      const { status, last, connection, limit } = optionsOf(listOptionsSchema, command);
      const runs = await api().list(
        foundRunAnswerSchema,
        "/v1/runs",
        {
          requestId,
          status,
          connectionId: connection === undefined ? undefined : (await findConnection(api(), connection)).id,
          startedFrom: last === undefined ? undefined : new Date(now() - last).toISOString(),
        },
        Math.max(1, limit),
      );
      if (requestId !== undefined && runs.length === 0) await api().get(exportAnswerSchema, runPath(requestId));
      out.show(runs, () => (runs.length === 0 ? "There is no such run." : runsTable(runs, requestId, out.width)));
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

const listOptionsSchema = z.object({
  status: z.array(z.string()).optional(),
  last: lengthSchema.optional(),
  connection: z.string().optional(),
  limit: wholeNumber,
});

function runsTable(runs: readonly FoundRunAnswer[], requestId: string | undefined, width: number): string {
  const ofAll = requestId === undefined;
  return table(
    [
      ...(ofAll ? [{ title: "REQUEST ID" }] : []),
      { title: "RUN" },
      statusColumn,
      { title: "RECORDS", align: "right" },
      { title: "SIZE", align: "right" },
      { title: "TO" },
      { title: "FROM", spare: 1 },
      { title: "OBJECTS", align: "right", spare: 2 },
      ...(ofAll ? [{ title: "NAME", spare: 3, shrinks: true }] : []),
      { title: "ERROR" },
    ],
    runs.map((run) => [
      ...(ofAll ? [String(run.requestId)] : []),
      ...[String(run.runTimestamp), run.status, count(run.totals.records), bytes(run.totals.bytes)],
      ...[instant(run.window.to), instant(run.window.from), count(run.totals.objects)],
      ...(ofAll ? [run.exportName ?? ""] : []),
      run.error?.code ?? "",
    ]),
    width,
  );
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
      ...[count(times), instant(firstAt), instant(lastAt), code, inCliWords(message)],
    ]),
  );
}
