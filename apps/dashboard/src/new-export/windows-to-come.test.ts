import { expect, test } from "vitest";
import { windowsToCome } from "./windows-to-come.ts";

const nowMs = Date.parse("2026-11-28T10:00:00.000Z");
const events = { type: "allEvents", everyHours: 8, startFromMs: null, nowMs, count: 3 } as const;
const told = (plan: Parameters<typeof windowsToCome>[0]) =>
  windowsToCome(plan).map((window) =>
    [window.scheduledMs, window.fromMs, window.toMs].map((ms) => new Date(ms).toISOString().slice(5, 16)),
  );

test("a run comes every so many hours, and its window ends a minute before it", () => {
  expect(told(events)).toEqual([
    ["11-28T18:00", "11-28T10:00", "11-28T17:59"],
    ["11-29T02:00", "11-28T17:59", "11-29T01:59"],
    ["11-29T10:00", "11-29T01:59", "11-29T09:59"],
  ]);
});

test("with a start of its own the runs go by that", () => {
  const startFromMs = Date.parse("2026-11-27T00:00:00Z");
  expect(told({ ...events, everyHours: 24, startFromMs })).toEqual([
    ["11-28T00:00", "11-27T00:00", "11-27T23:59"],
    ["11-29T00:00", "11-27T23:59", "11-28T23:59"],
    ["11-30T00:00", "11-28T23:59", "11-29T23:59"],
  ]);
});

test("the first run of profiles is at once and has all of them", () => {
  expect(told({ ...events, type: "allProfiles", everyHours: 24, count: 2 })).toEqual([
    ["11-28T10:00", "01-01T00:00", "11-28T09:59"],
    ["11-29T10:00", "11-28T09:59", "11-29T09:59"],
  ]);
});

test("windows have no gap and never overlap", () => {
  const windows = windowsToCome({ ...events, everyHours: 5, nowMs: nowMs + 123, count: 40 });
  for (const [index, { fromMs, toMs, scheduledMs }] of windows.entries()) {
    expect(toMs).toBe(scheduledMs - 60_000);
    if (index > 0) expect(fromMs).toBe(windows[index - 1]?.toMs);
  }
});
