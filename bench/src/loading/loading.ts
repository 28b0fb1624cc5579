import { rm } from "node:fs/promises";
import { join } from "node:path";
import { smallEvents } from "../data/small-events.ts";
import { writeLines } from "../data/write-lines.ts";
import { timeRatio } from "../formats/format-figures.ts";
import { type Measurement, median, medianOf, peakOf } from "../run/measurement.ts";
import { inRounds, type Part } from "../run/part.ts";
import { figure } from "../run/report.ts";

/** Loading, against DuckDB, which reads the same file, sorts it and writes it compressed. */
export const loading: Part = {
  name: "load",
  async measure(bench) {
    const path = join(bench.folder, "events.jsonl");
    const count = bench.isQuick ? 300_000 : 1_000_000;
    await writeLines(path, smallEvents({ count, eventNames: ["Charged", "Viewed", "Searched"] }));
    const lake = join(bench.folder, "lake");
    const output = join(bench.folder, "duckdb.parquet");
    const rounds = await inRounds(bench, {
      async sluice() {
        const script = new URL("measure-load.ts", import.meta.url);
        const found = await bench.inOwnProcess(script, [lake, "bench", path]);
        await rm(lake, { recursive: true });
        return found;
      },
      async duckdb() {
        const script = new URL("measure-duckdb-load.ts", import.meta.url);
        const found = await bench.inOwnProcess(script, [path, output]);
        await rm(output);
        return found;
      },
    });
    const { sluice, duckdb } = rounds;
    const seconds = medianOf(sluice)?.seconds ?? Number.NaN;
    return {
      title: `Loading ${count} events as JSON Lines, against DuckDB's reading, sorting and writing`,
      table: null,
      measurements: rounds,
      figures: [
        figure("time, against DuckDB's", timeRatio(sluice, duckdb), "ratio", { atMost: 4 }),
        figure("CPU, against DuckDB's", medianCpu(sluice) / medianCpu(duckdb), "ratio"),
        figure("RSS", peakOf(sluice), "MB", { atMost: 512 }),
        figure("time", seconds, "s"),
        figure("CPU", medianCpu(sluice), "s"),
        figure("DuckDB's time", medianOf(duckdb)?.seconds ?? Number.NaN, "s"),
        figure("DuckDB's RSS", peakOf(duckdb), "MB"),
        figure("speed", count / seconds, "records/s"),
      ],
    };
  },
};

function medianCpu(rounds: readonly Measurement[]): number {
  return median(rounds.map(({ cpuSeconds }) => cpuSeconds));
}
