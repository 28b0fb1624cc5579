import {
  createdExportAnswerSchema,
  type ExportChangeRequest,
  exportAnswerSchema,
  formatSchema,
  windowsAnswerSchema,
} from "@sluice/types";
import type { Command } from "commander";
import pc from "picocolors";
import { z } from "zod";
import type { Cli } from "../cli.ts";
import { UsageError } from "../errors.ts";
import { findConnection } from "../find-connection.ts";
import type { OpenCommand } from "../open-command.ts";
import { collect, optionsOf, requestIdArgument } from "../options.ts";
import { instant } from "../output/figures.ts";
import { warnAll } from "../output/output.ts";
import { table } from "../output/table.ts";
import { addFormatOptions, everyHoursSchema, formatOptionsOf, formatOptionsShape } from "./export-options.ts";
import { exportText } from "./export-text.ts";

const editSchema = z.object({
  name: z.string().optional(),
  connection: z.string().optional(),
  format: formatSchema.optional(),
  event: z.array(z.string()).optional(),
  every: everyHoursSchema.optional(),
  ...formatOptionsShape,
});

const resumeSchema = z.object({ from: z.enum(["last-run", "now"]) });
const resumeFrom = { "last-run": "lastRun", now: "now" } as const;

/** Adds what only recurring exports have to `sluice exports`. */
export function addRecurringCommands(exports: Command, open: OpenCommand): void {
  const ofExport = (name: string, description: string) =>
    exports
      .command(name)
      .description(description)
      .argument(...requestIdArgument);

  addFormatOptions(
    ofExport("edit", "change a recurring export from its next run on")
      .option("--name <name>", "for people")
      .option("--connection <connection>", "id or name")
      .option("--format <format>", "json, xml, csv or parquet")
      .option("--event <name>", "of an export of some events: only this one; may be given several times", collect)
      .option("--every <hours>", "every so many hours, 4h to 24h"),
  ).action(async (requestId: string, _options: unknown, command: Command) => {
    const cli = await open(command);
    const change = await changeOf(cli, command);
    const answer = await cli.api().send(createdExportAnswerSchema, "PATCH", pathOf(requestId), change);
    warnAll(cli.out, answer.warnings);
    cli.out.show(answer, () => exportText(answer));
  });

  ofExport("resume", "let a stopped recurring export go on")
    .requiredOption("--from <where>", "last-run leaves nothing out; now skips what came since, and writes that down")
    .action(async (requestId: string, _options: unknown, command: Command) => {
      const { out, api } = await open(command);
      const from = resumeFrom[optionsOf(resumeSchema, command).from];
      const answer = await api().send(exportAnswerSchema, "POST", `${pathOf(requestId)}/resume`, { from });
      out.show(
        answer,
        () => `${pc.green("✓")} Export ${requestId} goes on; its next run is ${instant(answer.nextRunAt)}`,
      );
    });

  ofExport("windows", "the ledger of a recurring export: each window begins where the one before ended").action(
    async (requestId: string, _options: unknown, command: Command) => {
      const { out, api } = await open(command);
      const windows = await api().list(windowSchema, `${pathOf(requestId)}/windows`);
      out.show(windows, () =>
        table(
          [{ title: "FROM" }, { title: "TO" }, { title: "STATE" }, { title: "RUN" }],
          windows.map(({ window, state, runTimestamp }) => [
            ...[instant(window.from), instant(window.to), state],
            runTimestamp === null ? "–" : String(runTimestamp),
          ]),
        ),
      );
    },
  );
}

const windowSchema = windowsAnswerSchema.shape.items.element;

async function changeOf(cli: Cli, command: Command): Promise<ExportChangeRequest> {
  const typed = optionsOf(editSchema, command);
  const { name, connection, format, event, every } = typed;
  const options = formatOptionsOf(typed);
  const change: ExportChangeRequest = {
    ...(name === undefined ? {} : { name }),
    ...(connection === undefined ? {} : { connectionId: (await findConnection(cli.api(), connection)).id }),
    ...(format === undefined ? {} : { format }),
    ...(event === undefined ? {} : { eventNames: [...event] }),
    ...(every === undefined ? {} : { everyHours: every }),
    ...(Object.keys(options).length === 0 ? {} : { options }),
  };
  if (Object.keys(change).length === 0) throw new UsageError("Say what to change, such as --every 12h.");
  return change;
}

function pathOf(requestId: string): string {
  return `/v1/exports/${encodeURIComponent(requestId)}`;
}
