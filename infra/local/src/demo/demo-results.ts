import type { Format, RunAnswer } from "@sluice/types";
import type { RunReport } from "@sluice/verify";
import pc from "picocolors";
import { seconds } from "../terminal/terminal-progress.ts";
import { textTable } from "../terminal/text-table.ts";

export type DemoResult =
  | { readonly format: Format; readonly status: "failed"; readonly reason: string }
  | {
      readonly format: Format;
      readonly status: "delivered";
      readonly run: RunAnswer;
      readonly report: RunReport;
      readonly verifyMs: number;
    };

export function isProven(result: DemoResult): boolean {
  return result.status === "delivered" && result.report.ok;
}

const columns = [
  { title: "format", align: "left" },
  { title: "records", align: "right" },
  { title: "objects", align: "right" },
  { title: "stored", align: "right" },
  { title: "export", align: "right" },
  { title: "verify", align: "right" },
  { title: "every object against its manifest", align: "left" },
] as const;

/** What each format delivered, counted from the objects themselves. */
export function resultsTable(results: readonly DemoResult[]): string {
  return textTable(columns, results.map(row));
}

function row(result: DemoResult): readonly string[] {
  const format = pc.bold(result.format);
  if (result.status === "failed") return [format, "", "", "", "", "", pc.red("✗ failed")];
  const { run, report, verifyMs } = result;
  const proof = report.ok
    ? pc.green(`✓ ${count(report.objects)} objects, ${count(report.records)} records`)
    : pc.red(`✗ ${count(report.faults.length)} faults`);
  return [
    format,
    count(report.records),
    count(report.objects),
    mebibytes(report.bytes),
    seconds(runMs(run)),
    seconds(verifyMs),
    proof,
  ];
}

/** What went wrong, a line each; nothing if all is well. */
export function problemLines(results: readonly DemoResult[]): readonly string[] {
  return results.flatMap((result) => {
    if (result.status === "failed") return [`${pc.red("✗")} ${result.format}: ${result.reason}`];
    return result.report.faults.map(({ key, message }) => `${pc.red("✗")} ${result.format}: ${key}: ${message}`);
  });
}

function runMs({ createdAt, endedAt }: RunAnswer): number {
  return endedAt === null ? 0 : Date.parse(endedAt) - Date.parse(createdAt);
}

function count(number: number): string {
  return number.toLocaleString("en");
}

function mebibytes(bytes: number): string {
  return `${(bytes / 1024 ** 2).toFixed(2)} MiB`;
}
