import type { Schedule } from "@sluice/types";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type LedgerEnd, nextWindow, type ScheduledWindow } from "./next-window.ts";

const hour = 3_600_000;
const minute = 60_000;
const day = Date.parse("2026-03-01T00:00:00Z");

function windowsUntil(nowMs: number, schedule: Schedule, from: LedgerEnd, settleMs: number): ScheduledWindow[] {
  const opened: ScheduledWindow[] = [];
  let end = from;
  for (;;) {
    const window = nextWindow(schedule, end, settleMs);
    if (window.scheduledMs > nowMs) return opened;
    opened.push(window);
    end = { fromMs: window.toMs, lastScheduledMs: window.scheduledMs };
  }
}

describe("the next window", () => {
  test("ends a settle delay before the next scheduled time", () => {
    const schedule = { anchorMs: day, everyMs: 4 * hour };
    expect(nextWindow(schedule, { fromMs: day, lastScheduledMs: null }, minute)).toEqual({
      scheduledMs: day + 4 * hour,
      fromMs: day,
      toMs: day + 4 * hour - minute,
    });
  });

  test("starts where the last one ended", () => {
    const end = { fromMs: day + 4 * hour - minute, lastScheduledMs: day + 4 * hour };
    const window = nextWindow({ anchorMs: day, everyMs: 4 * hour }, end, minute);
    expect(window.fromMs).toBe(end.fromMs);
    expect(window.scheduledMs).toBe(day + 8 * hour);
  });

  test("that covers everything before the export was made is due at once", () => {
    const window = nextWindow({ anchorMs: day, everyMs: 24 * hour }, { fromMs: 0, lastScheduledMs: null }, minute);
    expect(window).toEqual({ scheduledMs: day, fromMs: 0, toMs: day - minute });
  });

  test("of a service that was down for a day is the first of those it missed", () => {
    const schedule = { anchorMs: day, everyMs: 4 * hour };
    const missed = windowsUntil(day + 24 * hour, schedule, { fromMs: day, lastScheduledMs: null }, minute);
    expect(missed.map(({ scheduledMs }) => (scheduledMs - day) / hour)).toEqual([4, 8, 12, 16, 20, 24]);
  });

  test("follows a new interval from the last scheduled time on", () => {
    const end = { fromMs: day + 24 * hour - minute, lastScheduledMs: day + 24 * hour };
    const window = nextWindow({ anchorMs: day + 24 * hour, everyMs: 6 * hour }, end, minute);
    expect(window.scheduledMs).toBe(day + 30 * hour);
  });

  test("has a scheduled time of its own when the settle delay was made shorter", () => {
    const end = { fromMs: day + 4 * hour - minute, lastScheduledMs: day + 4 * hour };
    expect(nextWindow({ anchorMs: day, everyMs: 4 * hour }, end, 0).scheduledMs).toBe(day + 8 * hour);
  });

  test("passes over scheduled times within a settle delay that is longer than the interval", () => {
    const window = nextWindow({ anchorMs: day, everyMs: hour }, { fromMs: day, lastScheduledMs: day }, 3 * hour);
    expect(window).toEqual({ scheduledMs: day + 4 * hour, fromMs: day, toMs: day + hour });
  });
});

const anySchedule = fc.record({
  anchorMs: fc.integer({ min: 0, max: 4e9 }).map((seconds) => seconds * 1_000),
  everyMs: fc.integer({ min: 4, max: 24 }).map((hours) => hours * hour),
});
const anySettle = fc.integer({ min: 0, max: 30 * hour });

describe("windows, whatever the schedule becomes and whatever the clock says", () => {
  test("each starts where the one before ended, has length, and a later scheduled time", () => {
    const anyStep = fc.record({
      // A clock may step back, stand still or leap ahead.
      clockMs: fc.integer({ min: -30 * hour, max: 100 * hour }),
      schedule: fc.option(anySchedule, { nil: null, freq: 5 }),
      settleMs: fc.option(anySettle, { nil: null, freq: 5 }),
    });
    fc.assert(
      fc.property(anySchedule, anySettle, fc.nat(1e12), fc.array(anyStep), (first, settle, fromMs, steps) => {
        let [schedule, settleMs, nowMs] = [first, settle, first.anchorMs];
        let end: LedgerEnd = { fromMs, lastScheduledMs: null };
        for (const step of steps) {
          schedule = step.schedule ? { ...step.schedule, anchorMs: end.lastScheduledMs ?? first.anchorMs } : schedule;
          settleMs = step.settleMs ?? settleMs;
          nowMs += step.clockMs;
          for (const window of windowsUntil(nowMs, schedule, end, settleMs).slice(0, 50)) {
            expect(window.fromMs).toBe(end.fromMs);
            expect(window.toMs).toBeGreaterThan(window.fromMs);
            expect(window.toMs).toBe(window.scheduledMs - settleMs);
            expect(window.scheduledMs).toBeLessThanOrEqual(nowMs);
            expect(window.scheduledMs).toBeGreaterThan(end.lastScheduledMs ?? -1);
            end = { fromMs: window.toMs, lastScheduledMs: window.scheduledMs };
          }
        }
      }),
    );
  });

  test("skips and edits included, windows tile the time, and runs have timestamps of their own", () => {
    const anyChange = fc.oneof(
      fc.record({ kind: fc.constant("run" as const), windows: fc.integer({ min: 1, max: 12 }) }),
      fc.record({ kind: fc.constant("skip" as const), forMs: fc.integer({ min: 1, max: 90 * hour }) }),
      fc.record({ kind: fc.constant("interval" as const), hours: fc.integer({ min: 4, max: 24 }) }),
      fc.record({ kind: fc.constant("settle" as const), settleMs: anySettle }),
    );
    fc.assert(
      fc.property(anySchedule, anySettle, fc.nat(4e12), fc.array(anyChange), (first, settle, firstFromMs, changes) => {
        let [schedule, settleMs]: [Schedule, number] = [first, settle];
        let end: LedgerEnd = { fromMs: firstFromMs, lastScheduledMs: null };
        const covered: { readonly fromMs: number; readonly toMs: number }[] = [];
        const timestamps: number[] = [];
        for (const change of changes) {
          if (change.kind === "settle") settleMs = change.settleMs;
          if (change.kind === "interval") {
            schedule = { anchorMs: end.lastScheduledMs ?? schedule.anchorMs, everyMs: change.hours * hour };
          }
          if (change.kind === "skip") {
            const toMs = end.fromMs + change.forMs;
            covered.push({ fromMs: end.fromMs, toMs });
            end = { ...end, fromMs: toMs };
          }
          for (let opened = 0; change.kind === "run" && opened < change.windows; opened++) {
            const window = nextWindow(schedule, end, settleMs);
            covered.push(window);
            timestamps.push(window.scheduledMs / 1_000);
            end = { fromMs: window.toMs, lastScheduledMs: window.scheduledMs };
          }
        }
        let reachedMs = firstFromMs;
        for (const { fromMs, toMs } of covered) {
          expect(fromMs).toBe(reachedMs);
          expect(toMs).toBeGreaterThan(fromMs);
          reachedMs = toMs;
        }
        expect(timestamps.every(Number.isInteger)).toBe(true);
        expect(new Set(timestamps).size).toBe(timestamps.length);
        expect(timestamps).toEqual(timestamps.toSorted((a, b) => a - b));
      }),
    );
  });

  test("a clock that is put forward or back for summer makes none of them shorter or longer", () => {
    // Both nights on which Paris and New York change their clocks, and what lies between.
    const anyNight = fc.integer({ min: Date.UTC(2026, 2, 1) / 1_000, max: Date.UTC(2026, 10, 30) / 1_000 });
    const anyHours = fc.integer({ min: 4, max: 24 });
    fc.assert(
      fc.property(anyNight, anyHours, fc.constantFrom("Europe/Paris", "America/New_York", "UTC"), (at, hours, zone) => {
        const schedule = { anchorMs: at * 1_000, everyMs: hours * hour };
        const from = { fromMs: at * 1_000, lastScheduledMs: at * 1_000 };
        const inZone = process.env.TZ;
        process.env.TZ = zone;
        const there = windowsUntil(schedule.anchorMs + 60 * hour, schedule, from, minute);
        if (inZone === undefined) delete process.env.TZ;
        else process.env.TZ = inZone;
        expect(there).toEqual(windowsUntil(schedule.anchorMs + 60 * hour, schedule, from, minute));
        expect(there).toHaveLength(Math.floor(60 / hours));
        for (const [index, window] of there.entries()) {
          expect(window.scheduledMs).toBe(schedule.anchorMs + (index + 1) * hours * hour);
          expect(window.toMs - window.fromMs).toBe(index === 0 ? hours * hour - minute : hours * hour);
        }
      }),
    );
  });

  test("no scheduled time that could have been used is passed over", () => {
    fc.assert(
      fc.property(anySchedule, anySettle, fc.integer({ min: 0, max: 5e12 }), (schedule, settleMs, fromMs) => {
        const { scheduledMs } = nextWindow(schedule, { fromMs, lastScheduledMs: null }, settleMs);
        const before = scheduledMs - schedule.everyMs;
        expect((scheduledMs - schedule.anchorMs) % schedule.everyMs).toBe(0);
        expect(before < schedule.anchorMs || before - settleMs <= fromMs).toBe(true);
      }),
    );
  });
});
