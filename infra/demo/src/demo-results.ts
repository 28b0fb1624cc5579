import { seconds } from "@sluice/local";
import type { DeliveryReport } from "@sluice/verify";
import pc from "picocolors";
import { textTable } from "./text-table.ts";

/** What one export of the demo came to. */
export type DemoResult = { readonly name: string } & (
  | { readonly status: "failed"; readonly reason: string }
  | {
      readonly status: "delivered";
      readonly report: DeliveryReport;
      readonly exportMs: number;
      readonly verifyMs: number;
    }
);

export function isProven(result: DemoResult): boolean {
  return result.status === "delivered" && result.report.ok;
}

const columns = [
  { title: "export", align: "left" },
  { title: "runs", align: "right" },
  { title: "records", align: "right" },
  { title: "objects", align: "right" },
  { title: "stored", align: "right" },
  { title: "export", align: "right" },
  { title: "verify", align: "right" },
  { title: "every object against its manifest", align: "left" },
] as const;

/** What each export delivered, counted from the objects themselves. */
export function resultsTable(results: readonly DemoResult[]): string {
  return textTable(columns, results.map(row));
}

function row(result: DemoResult): readonly string[] {
  const name = pc.bold(result.name);
  if (result.status === "failed") return [name, "", "", "", "", "", "", pc.red("✗ failed")];
  const { report, exportMs, verifyMs } = result;
  const { objects, records, bytes } = figuresOf(report);
  const meeting = report.runs.length > 1 ? ", windows meet" : "";
  const proof = report.ok
    ? pc.green(`✓ ${count(objects)} objects, ${count(records)} records${meeting}`)
    : pc.red(`✗ ${count(faultsOf(report).length)} faults`);
  const runs = count(report.runs.length);
  return [name, runs, count(records), count(objects), mebibytes(bytes), seconds(exportMs), seconds(verifyMs), proof];
}

/** What went wrong, a line each; nothing if all is well. */
export function problemLines(results: readonly DemoResult[]): readonly string[] {
  return results.flatMap((result) => {
    if (result.status === "failed") return [`${pc.red("✗")} ${result.name}: ${result.reason}`];
    return faultsOf(result.report).map(({ key, message }) => `${pc.red("✗")} ${result.name}: ${key}: ${message}`);
  });
}

export function figuresOf({ runs }: DeliveryReport) {
  return {
    objects: runs.reduce((sum, { objects }) => sum + objects, 0),
    records: runs.reduce((sum, { records }) => sum + records, 0),
    bytes: runs.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

function faultsOf({ runs, chainFaults }: DeliveryReport) {
  return [...runs.flatMap(({ faults }) => faults), ...chainFaults];
}

function count(number: number): string {
  return number.toLocaleString("en");
}

function mebibytes(bytes: number): string {
  return `${(bytes / 1024 ** 2).toFixed(2)} MiB`;
}
