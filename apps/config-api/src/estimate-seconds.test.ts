import type { PastRun } from "@sluice/config-store";
import { expect, test } from "vitest";
import { estimateSeconds } from "./estimate-seconds.ts";

const past: readonly PastRun[] = [
  { format: "csv", records: 100, durationMs: 2_000 },
  { format: "csv", records: 1_000_000, durationMs: 20_000 },
  { format: "xml", records: 1_000, durationMs: 5_000 },
];

test.each([
  ["at the pace of the largest run of the format", 5_000_000, "csv", past, 100],
  ["no shorter than the shortest run of it", 10, "csv", past, 2],
  ["by another format where there is no run of it", 2_000_000, "parquet", past, 40],
  ["a second at least", 1, "csv", [{ format: "csv", records: 5, durationMs: 3 }], 1],
  ["nothing where there is nothing to judge by", 100, "csv", [], null],
] as const)("the time that records take is %s", (_what, records, format, runs, seconds) => {
  expect(estimateSeconds(records, format, runs)).toBe(seconds);
});
