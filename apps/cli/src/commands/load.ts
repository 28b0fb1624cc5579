import { readFile } from "node:fs/promises";
import { fileMappingSchema, type LoadRecords, type LoadReport, loadRecords } from "@sluice/event-source-lake";
import type { Command } from "commander";
import pc from "picocolors";
import { z } from "zod";
import type { Cli } from "../cli.ts";
import { AlreadySaid, badMapping, noLake, noProject, UsageError } from "../errors.ts";
import { optionsOf, wholeNumber } from "../options.ts";
import { count, counted } from "../output/figures.ts";
import { printable } from "../output/table.ts";
import type { OpenCommand } from "../program.ts";

const kindSchema = z.enum(["jsonl", "csv", "parquet"]);
type Kind = z.infer<typeof kindSchema>;

const optionsSchema = z.object({
  project: z.string().min(1).optional(),
  databases: wholeNumber.pipe(z.int().min(1).max(1_000)).optional(),
  kind: kindSchema.optional(),
  mapping: z.string().optional(),
  strict: z.boolean().default(false),
  shiftToNow: z.boolean().default(false),
});

export function addLoadCommand(program: Command, open: OpenCommand): void {
  program
    .command("load")
    .description("load events and profiles from files into the lake; all of them, or none if it fails")
    .argument("<files...>", "JSON Lines, CSV or Parquet; gzip or not")
    .option("--project <id>", "the project to load into (SLUICE_PROJECT; else the local stack's)")
    .option("--databases <n>", "spread a new project's users over so many databases (1)")
    .option("--kind <kind>", "jsonl, csv or parquet, where the file names don't say")
    .option("--mapping <file>", "how columns become events or profiles; for CSV and Parquet")
    .option("--strict", "load nothing if any line is bad")
    .option("--shift-to-now", "move all events by whole days so that the latest is of today")
    .action(async (files: readonly string[], _options: unknown, command: Command) => {
      const cli = await open(command);
      await load(cli, files, optionsOf(optionsSchema, command));
    });
}

async function load(cli: Cli, files: readonly string[], options: z.output<typeof optionsSchema>): Promise<void> {
  const { environment, stack, out } = cli;
  const directory = environment.SLUICE_LAKE ?? stack?.lake;
  if (directory === undefined) throw noLake();
  const project = options.project ?? environment.SLUICE_PROJECT ?? stack?.project;
  if (project === undefined) throw noProject();
  const reports: LoadReport[] = [];
  for (const [kind, paths] of Map.groupBy(files, (file) => options.kind ?? kindOf(file))) {
    const report = await loadRecords({
      directory,
      project,
      strict: options.strict,
      shiftToNow: options.shiftToNow,
      signal: cli.signal,
      paths: paths.map(cli.pathOf),
      input: await inputOf(cli, kind, options.mapping),
      ...(options.databases === undefined ? {} : { databases: options.databases }),
      onProgress: (records) => out.live(`  ${count(records)} records read`),
    });
    out.live(null);
    reports.push(report);
    for (const { path, line, reason } of report.rejectedLines) {
      out.warn(`${pc.yellow("!")} ${path} line ${line}: ${printable(reason)}`);
    }
  }
  const loaded = {
    records: reports.reduce((sum, { records }) => sum + records, 0),
    rejected: reports.reduce((sum, { rejected }) => sum + rejected, 0),
  };
  out.show({ project, lake: directory, ...loaded, loads: reports }, () => summary(project, loaded, reports));
  if (loaded.records === 0) throw new AlreadySaid();
}

function summary(
  project: string,
  loaded: { records: number; rejected: number },
  reports: readonly LoadReport[],
): string {
  const sum = (figure: "events" | "eventNames" | "profiles") =>
    reports.reduce((all, report) => all + report[figure], 0);
  const events =
    sum("events") === 0 ? [] : [`${counted(sum("events"), "event")} of ${counted(sum("eventNames"), "name")}`];
  const profiles = sum("profiles") === 0 ? [] : [counted(sum("profiles"), "profile")];
  const what = [...events, ...profiles].join(" and ") || "nothing";
  const bad = loaded.rejected === 0 ? "" : pc.yellow(`, ${counted(loaded.rejected, "line")} could not be loaded`);
  const mark = loaded.records === 0 ? pc.red("✗") : pc.green("✓");
  return `${mark} ${what} loaded into project ${project}${bad}`;
}

function kindOf(file: string): Kind {
  const [, extension = ""] = /\.([a-z]+)(?:\.gz)?$/i.exec(file) ?? [];
  const kind = kindsByExtension[extension.toLowerCase()];
  if (kind === undefined) throw new UsageError(`What ${file} holds is not clear from its name; say so with --kind.`);
  return kind;
}

const kindsByExtension: Readonly<Record<string, Kind>> = {
  jsonl: "jsonl",
  ndjson: "jsonl",
  json: "jsonl",
  csv: "csv",
  parquet: "parquet",
};

async function inputOf(cli: Cli, kind: Kind, mapping: string | undefined): Promise<LoadRecords["input"]> {
  if (kind === "jsonl") return { kind };
  if (mapping === undefined) {
    throw new UsageError(`A ${kind} file needs --mapping: a file that says how its columns become events or profiles.`);
  }
  return { kind, mapping: await mappingIn(cli.pathOf(mapping)) };
}

async function mappingIn(path: string) {
  const text = await readFile(path, "utf8").catch((error) => {
    throw badMapping(path, error instanceof Error ? error.message : String(error));
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badMapping(path, "it is not JSON");
  }
  const parsed = fileMappingSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw badMapping(path, `${issue?.path.join(".") || "it"}: ${issue?.message ?? ""}`);
}
