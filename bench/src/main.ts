import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import { scriptOptions } from "@sluice/local";
import { variants } from "./formats/variants.ts";
import { parts } from "./parts.ts";
import { openBench } from "./run/open-bench.ts";
import { printProfiles } from "./run/print-profiles.ts";
import { printReport } from "./run/print-report.ts";
import type { PartReport, Report } from "./run/report.ts";

const names = {
  parts: parts.map(({ name }) => name).join(","),
  variants: variants.map(({ name }) => name).join(","),
};
const options = scriptOptions(
  `
Measures Sluice, against DuckDB and against gzip alone where there is something to compare, and prints the tables of
docs/performance.md. All of it takes about an hour.

  --quick           small data and one round: a few minutes
  --only A,B        of ${names.parts} (all)
  --variants A,B    of ${names.variants} (all)
  --events N        events that the formats are measured with (300000)
  --rounds N        how often each is measured; medians are shown (3; 1 where it is quick)
  --before FOLDER   measures the encoders of an earlier version too: a checkout of it, with what it depends on installed
  --profile FOLDER  keeps CPU profiles of the measuring processes there, and prints where their time went
  --json            the report as JSON
  --help            this text
`,
  {
    quick: { type: "boolean", default: false },
    only: { type: "string", default: names.parts },
    variants: { type: "string", default: names.variants },
    events: { type: "string" },
    rounds: { type: "string" },
    before: { type: "string" },
    profile: { type: "string" },
    json: { type: "boolean", default: false },
  },
);
const isQuick = options.quick;
const rounds = Number(options.rounds ?? (isQuick ? 1 : 3));
const machine: Report["machine"] = {
  cores: availableParallelism(),
  model: cpus()[0]?.model ?? "unknown",
  node: process.versions.node,
  memoryMb: Math.round(totalmem() / 1024 / 1024),
  loadAverage: loadavg()[0] ?? 0,
};

await using bench = openBench({
  isQuick,
  rounds,
  events: Number(options.events ?? (isQuick ? 100_000 : 300_000)),
  variants: chosen(options.variants, names.variants),
  before: options.before ?? null,
  profiles: options.profile ?? null,
  say: (text) => console.error(text),
});
const wanted = chosen(options.only, names.parts);
const reports: PartReport[] = [];
for (const part of parts.filter(({ name }) => wanted.includes(name))) {
  const startedMs = performance.now();
  const { title, figures, table, measurements } = await bench.measure(part);
  const seconds = (performance.now() - startedMs) / 1_000;
  reports.push({ name: part.name, title, seconds, figures, table, measurements });
}
const report: Report = { machine, isQuick, rounds, parts: reports };
if (options.json) console.log(JSON.stringify(report, null, 2));
else {
  printReport(report);
  if (options.profile !== undefined) await printProfiles(options.profile);
}

/** What was asked for, if all of it is known. */
function chosen(asked: string, known: string): string[] {
  const list = asked.split(",");
  const stranger = list.find((name) => !known.split(",").includes(name));
  if (stranger === undefined) return list;
  console.error(`there is no ${stranger}; there are ${known.split(",").join(", ")}`);
  process.exit(2);
}
