import { type Measurement, medianOf } from "../run/measurement.ts";
import { type Figure, figure } from "../run/report.ts";
import type { FormatRounds } from "./format-rounds.ts";
import { variantNamed } from "./variants.ts";

/** What the formats should reach, as ratios within the run. */
export function formatFigures(results: ReadonlyMap<string, FormatRounds>): Figure[] {
  return [...results].flatMap(([name, { encoder, duckdb, floor, before }]) => {
    const { againstDuckdb, againstFloor, againstBefore } = variantNamed(name).targets;
    const figures: Figure[] = [];
    if (duckdb.length > 0) {
      figures.push(figure(`${name}, a/c`, timeRatio(encoder, duckdb), "ratio", atMost(againstDuckdb)));
    }
    if (floor.length > 0)
      figures.push(figure(`${name}, a/d`, timeRatio(encoder, floor), "ratio", atMost(againstFloor)));
    if (before.length > 0) {
      const target = againstBefore === null ? null : { atLeast: againstBefore };
      figures.push(
        figure(`${name}, times as fast as the earlier version`, timeRatio(before, encoder), "ratio", target),
      );
    }
    return figures;
  });
}

export function timeRatio(x: readonly Measurement[], y: readonly Measurement[]): number {
  return (medianOf(x)?.seconds ?? Number.NaN) / (medianOf(y)?.seconds ?? Number.NaN);
}

function atMost(most: number | null): Figure["target"] {
  return most === null ? null : { atMost: most };
}
