import {
  BadLinesError,
  type LoadProgress,
  type LoadRecords,
  type LoadReport,
  loadRecords,
} from "@sluice/event-source-lake";
import { type Command, Option } from "commander";
import pc from "picocolors";
import { z } from "zod";
import type { Cli } from "../cli.ts";
import { AlreadySaid, noLake } from "../errors.ts";
import type { OpenCommand } from "../open-command.ts";
import { optionsOf, wholeNumber } from "../options.ts";
import { inputsOf, kindSchema } from "./load-inputs.ts";
import { projectToLoad } from "./load-project.ts";
import { loadSummary, loadWarnings, progressText, rejectionLines } from "./load-text.ts";

const optionsSchema = z.object({
  project: z.string().optional(),
  newProject: z.boolean().default(false),
  databases: wholeNumber.pipe(z.int().min(1).max(1_000)).optional(),
  kind: kindSchema.optional(),
  mapping: z.string().optional(),
  maxBadLines: z
    .string()
    .regex(/^(\d{1,15}|all)$/, "is no number of lines, and not all")
    .transform((typed) => (typed === "all" ? Number.POSITIVE_INFINITY : Number(typed)))
    .default(0),
  anyTime: z.boolean().default(false),
  shiftToNow: z.boolean().default(false),
});

export function addLoadCommand(program: Command, open: OpenCommand): void {
  program
    .command("load")
    .description("load events and profiles from files into the lake; all of them, or none if it fails")
    .argument(
      "<files...>",
      "JSON Lines, CSV or Parquet, gzip or not; directories, quoted patterns, - for standard input",
    )
    .option("--project <id>", "the project to load into (SLUICE_PROJECT; else the local stack's)")
    .option("--new-project", "take a project that nobody knows yet")
    .option("--databases <n>", "spread a new project's users over so many databases (1)")
    .option("--kind <kind>", "jsonl, csv or parquet, where the files' names don't say")
    .option("--mapping <file>", "how columns become events or profiles; for CSV and Parquet")
    .option("--max-bad-lines <n>", "load the good lines although up to n are bad, or all of them may be (0)")
    .option("--any-time", "believe times before 1990, and more than a day ahead")
    .option("--shift-to-now", "move all events by whole days so that the latest is of today")
    .addOption(new Option("--strict", "one bad line and nothing is loaded, as without it").hideHelp())
    .action(async (files: readonly string[], _options: unknown, command: Command) => {
      const cli = await open(command);
      await load(cli, files, optionsOf(optionsSchema, command));
    });
}

async function load(cli: Cli, files: readonly string[], options: z.output<typeof optionsSchema>): Promise<void> {
  const { environment, stack, out } = cli;
  const directory = environment.SLUICE_LAKE ?? stack?.lake;
  if (directory === undefined) throw noLake();
  const { kind, mapping, newProject, databases, maxBadLines, anyTime, shiftToNow } = options;
  const inputs = await inputsOf(cli, { files, kind, mapping });
  const project = await projectToLoad(cli, { project: options.project, lake: directory, isNew: newProject });
  const place = { project, lake: directory, files: inputs.length };
  const report = await loadShown(cli, {
    directory,
    project,
    inputs,
    maxBadLines,
    anyTime,
    shiftToNow,
    ...(databases === undefined ? {} : { databases }),
  }).catch((error: unknown) => {
    if (cli.signal.aborted) out.warn(`${pc.red("✗")} Stopped before its end: nothing was loaded.`);
    else if (error instanceof BadLinesError) showRejections(cli, place, error);
    throw error;
  });
  if (!out.isJson) for (const line of [...rejectionLines(report), ...loadWarnings(report)]) out.warn(line);
  out.show({ ...place, ...report }, () => loadSummary(place, report));
  if (report.records === 0) throw new AlreadySaid();
}

async function loadShown({ out, signal, now }: Cli, load: LoadRecords): Promise<LoadReport> {
  const startedMs = now();
  const onProgress = (progress: LoadProgress) => out.live(`  ${progressText(progress, now() - startedMs)}`);
  try {
    return await loadRecords({ ...load, signal, now, onProgress });
  } finally {
    out.live(null);
  }
}

/** The error itself is told by whoever ends the command. */
function showRejections({ out }: Cli, place: object, { rejections }: BadLinesError): void {
  if (out.isJson) out.show({ ...place, records: 0, ...rejections }, () => "");
  else for (const line of rejectionLines(rejections)) out.warn(line);
}
