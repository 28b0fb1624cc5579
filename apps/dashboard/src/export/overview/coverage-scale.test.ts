import { describe, expect, test } from "vitest";
import type { Stretch } from "./coverage.ts";
import { moved, ticksOf, usefulZooms, viewOf } from "./coverage-scale.ts";

const at = (text: string) => Date.parse(text);
const stretch = (from: string, to: string): Stretch => ({
  isFromBeginning: false,
  fromMs: at(from),
  toMs: at(to),
  state: "done",
  runTimestamp: 1,
});
const quarter = [
  stretch("2026-09-01T00:00:00Z", "2026-10-15T00:00:00Z"),
  stretch("2026-10-15T00:00:00Z", "2026-11-28T00:00:00Z"),
];

describe("the scale of the coverage", () => {
  test("offers no zoom that shows as much as all, and none into a single window", () => {
    expect(usefulZooms(quarter)).toEqual(["day", "week", "month", "all"]);
    expect(usefulZooms(quarter.slice(1))).toEqual(["all"]);
    expect(usefulZooms([stretch("2026-11-01T00:00:00Z", "2026-11-01T04:00:00Z")])).toEqual(["all"]);
  });

  test("moves by what is in sight, and stays within what there is", () => {
    const view = viewOf(quarter, "month", at("2026-11-28T00:00:00Z"));
    const earlier = moved(quarter, view, -1);
    expect(new Date(earlier).toISOString()).toBe("2026-10-29T00:00:00.000Z");
    expect(moved(quarter, viewOf(quarter, "month", earlier), 1)).toBe(view.toMs);
    expect(moved(quarter, view, 1)).toBe(view.toMs);
    const first = moved(quarter, viewOf(quarter, "month", at("2026-10-02T00:00:00Z")), -1);
    expect(new Date(first).toISOString()).toBe("2026-10-01T00:00:00.000Z");
  });

  test("has ticks at midnight of the project's clocks, through a change of them", () => {
    const view = { fromMs: at("2026-10-22T12:00:00Z"), toMs: at("2026-10-28T12:00:00Z") };
    const ticks = ticksOf(view, 600, "Europe/London");
    expect(ticks.map(({ label }) => label)).toEqual(["23 Oct", "24 Oct", "25 Oct", "26 Oct", "27 Oct", "28 Oct"]);
    expect(ticks.map(({ atMs }) => new Date(atMs).toISOString().slice(11, 16))).toEqual([
      "23:00",
      "23:00",
      "23:00",
      "00:00",
      "00:00",
      "00:00",
    ]);
  });

  test("names the day at midnight where the ticks are hours", () => {
    const view = { fromMs: at("2026-11-26T18:00:00Z"), toMs: at("2026-11-27T18:00:00Z") };
    expect(ticksOf(view, 600, "UTC").map(({ label }) => label)).toEqual([
      "20:00",
      "27 Nov",
      "04:00",
      "08:00",
      "12:00",
      "16:00",
    ]);
  });

  test("has no more ticks than have room, whether a day is shown or ten years", () => {
    for (const days of [1, 7, 30, 365, 3_650]) {
      const view = { fromMs: at("2026-11-28T00:00:00Z") - days * 86_400_000, toMs: at("2026-11-28T00:00:00Z") };
      for (const widthPx of [250, 700, 2_000]) {
        const ticks = ticksOf(view, widthPx, "Asia/Kolkata");
        expect(ticks.length).toBeGreaterThan(0);
        expect(ticks.length).toBeLessThanOrEqual(widthPx / 76 + 1);
      }
    }
  });
});
