import { type Measurement, medianOf, peakOf } from "../run/measurement.ts";
import type { FormatRounds } from "./format-rounds.ts";

/** One row for each variant, medians of its rounds. */
export function formatTable(
  results: ReadonlyMap<string, FormatRounds>,
  { events, jsonBytes }: { readonly events: number; readonly jsonBytes: number },
): string[][] {
  const rows = [...results].map(([name, { encoder, product, duckdb, floor }]) => {
    const [a, b, c, d] = [encoder, product, duckdb, floor].map((rounds) => medianOf(rounds)?.seconds);
    return [
      name,
      ...[a, b, c, d].map((seconds) => (seconds ? `${seconds.toFixed(2)} s` : "")),
      ...[encoder, floor].map((rounds) => cpuText(rounds)),
      a ? String(Math.round(events / a)) : "",
      a ? (jsonBytes / 1e6 / a).toFixed(0) : "",
      ((encoder[0]?.bytes ?? 0) / 1e6).toFixed(1),
      `${peakOf(encoder)} MB`,
      `${peakOf(product)} MB`,
      ...[ratio(a, c), ratio(b, c), ratio(b, a), ratio(a, d)],
    ];
  });
  return [header, ...rows];
}

const header = [
  "",
  "(a) encoder",
  "(b) product",
  "(c) DuckDB",
  "(d) gzip floor",
  "CPU (a)",
  "CPU (d)",
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

function cpuText(rounds: readonly Measurement[]): string {
  const cpuSeconds = medianOf(rounds)?.cpuSeconds;
  return cpuSeconds === undefined ? "" : `${cpuSeconds.toFixed(2)} s`;
}

function ratio(x: number | undefined, y: number | undefined): string {
  return x && y ? (x / y).toFixed(2) : "";
}
