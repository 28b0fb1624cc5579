import { cpus } from "node:os";
import pc from "picocolors";
import type { Measurement } from "./measurement.ts";

export interface VariantResult {
  readonly name: string;
  /** Of every round. Empty where there is nothing to measure. */
  readonly measured: {
    readonly encoder: readonly Measurement[];
    readonly product: readonly Measurement[];
    readonly duckdb: readonly Measurement[];
    readonly floor: readonly Measurement[];
  };
}

export interface BenchResult {
  readonly events: number;
  readonly source: { readonly jsonBytes: number; readonly loadSeconds: number };
  /** Peak memory in MB. */
  readonly services: Readonly<Record<string, number>>;
  readonly variants: readonly VariantResult[];
}

/** Medians of all rounds, as a table in Markdown that a terminal shows well too. */
export function printTable({ events, source, services, variants }: BenchResult): void {
  const megabytes = Math.round(source.jsonBytes / 1e6);
  console.log(
    pc.bold(`\n${events} events, ${megabytes} MB of JSON, ${cpus().length} cores, Node ${process.versions.node}`),
  );
  console.log(`loaded in ${source.loadSeconds.toFixed(1)} s (${Math.round(events / source.loadSeconds)} events/s)\n`);
  const header = [
    "",
    "(a) encoder",
    "(b) product",
    "(c) DuckDB",
    "(d) gzip floor",
    "records/s",
    "MB/s",
    "output MB",
    "RSS (a)",
    "RSS (b)",
    "a/c",
    "b/c",
    "b/a",
    "a/d",
  ];
  const rows = variants.map(({ name, measured }) => {
    const [a, b, c, d] = [measured.encoder, measured.product, measured.duckdb, measured.floor].map(medianSeconds);
    const output = measured.encoder[0]?.bytes ?? 0;
    return [
      name,
      ...[a, b, c, d].map((seconds) => (seconds ? `${seconds.toFixed(2)} s` : "")),
      a ? String(Math.round(events / a)) : "",
      a ? (source.jsonBytes / 1e6 / a).toFixed(0) : "",
      (output / 1e6).toFixed(1),
      `${peak(measured.encoder)} MB`,
      `${peak(measured.product)} MB`,
      ...[ratio(a, c), ratio(b, c), ratio(b, a), ratio(a, d)],
    ];
  });
  printAligned([header, header.map(() => "---"), ...rows]);
  const others = Object.entries(services).map(([service, rss]) => `${service} ${rss} MB`);
  console.log(`\npeak memory of the services: ${others.join(", ")}`);
}

function medianSeconds(measurements: readonly Measurement[]): number | undefined {
  const sorted = measurements.map(({ seconds }) => seconds).sort((x, y) => x - y);
  return sorted[Math.floor(sorted.length / 2)];
}

function peak(measurements: readonly Measurement[]): number {
  return Math.max(...measurements.map(({ peakRssMb }) => peakRssMb));
}

function ratio(x: number | undefined, y: number | undefined): string {
  return x && y ? (x / y).toFixed(2) : "";
}

function printAligned(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) {
    const cells = row.map((cell, column) =>
      cell === "---" ? "-".repeat(widths[column] ?? 3) : cell.padEnd(widths[column] ?? 0),
    );
    console.log(`| ${cells.join(" | ")} |`);
  }
}
