import { expect, test } from "vitest";
import { type RangePreset, rangeOf, rangePresets } from "./range-presets.ts";

const inBerlin = { timeZone: "Europe/Berlin", lookbackDays: 60, nowMs: Date.parse("2026-11-28T09:41:27.300Z") };
const preset = (name: RangePreset, bounds = inBerlin) => rangeOf({ kind: "preset", preset: name }, bounds);

test("presets end at the present minute, and days are the project's", () => {
  expect(Object.fromEntries(rangePresets.map((name) => [name, preset(name)]))).toEqual({
    last24Hours: { from: "2026-11-27T09:41:00.000Z", to: "2026-11-28T09:41:00.000Z" },
    yesterday: { from: "2026-11-26T23:00:00.000Z", to: "2026-11-27T23:00:00.000Z" },
    last7Days: { from: "2026-11-21T09:41:00.000Z", to: "2026-11-28T09:41:00.000Z" },
    last30Days: { from: "2026-10-29T09:41:00.000Z", to: "2026-11-28T09:41:00.000Z" },
    thisMonth: { from: "2026-10-31T23:00:00.000Z", to: "2026-11-28T09:41:00.000Z" },
    everything: { from: "2026-09-29T09:42:00.000Z", to: "2026-11-28T09:41:00.000Z" },
  });
});

test("a day on which clocks are put back has 25 hours", () => {
  const afterwards = { ...inBerlin, nowMs: Date.parse("2026-10-26T12:00:00Z") };
  expect(preset("yesterday", afterwards)).toEqual({
    from: "2026-10-24T22:00:00.000Z",
    to: "2026-10-25T23:00:00.000Z",
  });
});

test("none reaches back further than the look-back", () => {
  const week = { ...inBerlin, lookbackDays: 7 };
  for (const name of ["last30Days", "thisMonth", "everything"] as const) {
    expect(preset(name, week).from).toBe("2026-11-21T09:42:00.000Z");
  }
});

test("what was typed stays as it is", () => {
  const typed = { from: "2026-01-01T00:00:00.000Z", to: null };
  expect(rangeOf({ kind: "exact", ...typed }, inBerlin)).toEqual(typed);
});
