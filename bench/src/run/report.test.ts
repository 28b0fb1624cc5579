import { expect, test } from "vitest";
import { median, medianOf } from "./measurement.ts";
import { figure, isMet } from "./report.ts";

test("a target is met up to its very value, and a figure without one is not judged", () => {
  expect(isMet(figure("at most", 2, "ms", { atMost: 2 }))).toBe(true);
  expect(isMet(figure("more", 2.01, "ms", { atMost: 2 }))).toBe(false);
  expect(isMet(figure("less", 1.99, "ratio", { atLeast: 2 }))).toBe(false);
  expect(isMet(figure("to look at", 2, "ms"))).toBeNull();
});

test("what could not be measured meets no target", () => {
  const nothing = median([]);
  expect(isMet(figure("at most", nothing, "ms", { atMost: 2 }))).toBe(false);
  expect(isMet(figure("at least", nothing, "ratio", { atLeast: 2 }))).toBe(false);
});

test("the median is a round that was measured, not one made of several", () => {
  const round = (seconds: number, cpuSeconds: number) => ({
    seconds,
    cpuSeconds,
    records: 1,
    bytes: 1,
    pieces: 1,
    peakRssMb: 1,
  });
  expect(medianOf([round(3, 1), round(1, 9), round(2, 5)])).toMatchObject({ seconds: 2, cpuSeconds: 5 });
  expect(medianOf([])).toBeNull();
});
