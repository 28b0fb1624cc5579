import { describe, expect, test } from "vitest";
import type { ExportWindow, WindowState } from "../../api/schema.d.ts";
import { countStates, coverageOf, minSegmentPx, runIn, segmentsOf } from "./coverage.ts";
import { laterThan } from "./known-windows.ts";

const hourMs = 3_600_000;
const startMs = Date.parse("2026-01-01T00:00:00Z");

function windowAt(index: number, state: WindowState = "done", hours = 4): ExportWindow {
  const fromMs = startMs + index * hours * hourMs;
  return {
    window: {
      axis: "capturedAt",
      from: new Date(fromMs).toISOString(),
      to: new Date(fromMs + hours * hourMs).toISOString(),
    },
    state,
    runTimestamp: state === "skipped" ? null : fromMs / 1_000,
  };
}

const windows = (states: readonly WindowState[]) => states.map((state, index) => windowAt(index, state));

describe("the coverage of an export", () => {
  test("has a gap where no window is between two", () => {
    const coverage = coverageOf([windowAt(0), windowAt(2)], null);
    expect(coverage.map(({ state }) => state)).toEqual(["done", "gap", "done"]);
    expect(coverage[1]).toMatchObject({ fromMs: startMs + 4 * hourMs, toMs: startMs + 8 * hourMs });
    expect(countStates(coverage)).toMatchObject({ done: 2, gap: 1 });
  });

  test("draws what has no beginning beside the windows that follow", () => {
    const first: ExportWindow = {
      window: { axis: "capturedAt", from: "1970-01-01T00:00:00.000Z", to: "2026-01-01T00:00:00.000Z" },
      state: "done",
      runTimestamp: 1,
    };
    const [all, next] = coverageOf([first, windowAt(0)], null);
    expect(all).toMatchObject({ isFromBeginning: true, fromMs: startMs - 24 * hourMs, toMs: startMs });
    expect(next).toMatchObject({ isFromBeginning: false, fromMs: startMs });
  });

  test("has no gap where windows follow each other, and the window to come at its end", () => {
    const { window } = windowAt(2);
    const coverage = coverageOf(windows(["done", "skipped"]), { window, scheduledAt: window.to });
    expect(coverage.map(({ state }) => state)).toEqual(["done", "skipped", "upcoming"]);
  });
});

describe("the segments of a view", () => {
  const view = { fromMs: startMs, toMs: startMs + 240 * hourMs };

  test("are the windows themselves where there is room", () => {
    const segments = segmentsOf(coverageOf(windows(["done", "done", "failed"]), null), view, 6_000);
    expect(segments.map(({ state, windows: count }) => [state, count])).toEqual([
      ["done", 1],
      ["done", 1],
      ["failed", 1],
    ]);
  });

  test("join neighbours of one state where there is none, and keep apart what differs", () => {
    const states: WindowState[] = [
      ...Array<WindowState>(10).fill("done"),
      "failed",
      ...Array<WindowState>(9).fill("done"),
    ];
    const segments = segmentsOf(coverageOf(windows(states), null), view, 600);
    expect(segments.map(({ state, windows: count }) => [state, count])).toEqual([
      ["done", 10],
      ["failed", 1],
      ["done", 9],
    ]);
    expect(segments[1]?.runTimestamp).toBe(startMs / 1_000 + 10 * 4 * 3_600);
  });

  test("hide no failed window and no gap among thousands of delivered ones", () => {
    const many = Array.from({ length: 10_000 }, (_, index) => windowAt(index, index === 7_003 ? "failed" : "done"));
    many.splice(3_000, 1);
    const coverage = coverageOf(many, null);
    const all = { fromMs: startMs, toMs: startMs + 10_000 * 4 * hourMs };
    const widthPx = 700;
    const segments = segmentsOf(coverage, all, widthPx);
    expect(segments.length).toBeLessThanOrEqual(widthPx / minSegmentPx + 1);
    expect(segments.filter(({ state }) => state === "gap")).toHaveLength(1);
    const failed = segments.filter(({ state }) => state === "failed");
    expect(failed.map(({ runTimestamp }) => runTimestamp)).toEqual([startMs / 1_000 + 7_003 * 4 * 3_600]);
    expect(segments.reduce((sum, segment) => sum + segment.windows, 0)).toBe(9_999);
  });

  test("stay few where every other window differs", () => {
    const states = Array.from({ length: 10_000 }, (_, index): WindowState => (index % 2 === 0 ? "done" : "skipped"));
    const all = { fromMs: startMs, toMs: startMs + 10_000 * 4 * hourMs };
    const segments = segmentsOf(coverageOf(windows(states), null), all, 700);
    expect(segments.length).toBeLessThanOrEqual(700 / minSegmentPx + 1);
    expect(segments[0]).toMatchObject({ state: "skipped", isMixed: true });
  });

  test("are those that reach into the view, and no others", () => {
    const coverage = coverageOf(windows(["done", "failed", "done", "stopped"]), null);
    const part = { fromMs: startMs + 5 * hourMs, toMs: startMs + 12 * hourMs };
    expect(segmentsOf(coverage, part, 700).map(({ state }) => state)).toEqual(["failed", "done"]);
  });
});

describe("the run that a segment leads to", () => {
  const coverage = coverageOf(windows(["done", "done", "failed", "done"]), null);
  const whole = { fromMs: startMs, toMs: startMs + 16 * hourMs };

  test("is that of the window that is pointed at", () => {
    const [first] = segmentsOf(coverage, whole, 40);
    expect(first?.windows).toBe(2);
    expect(first && runIn(coverage, first, startMs + 5 * hourMs)).toBe(startMs / 1_000 + 4 * 3_600);
    expect(first && runIn(coverage, first, null)).toBe(startMs / 1_000);
  });

  test("is the one that matters where several states are drawn as one", () => {
    const [all] = segmentsOf(coverage, whole, 4);
    expect(all).toMatchObject({ state: "failed", isMixed: true });
    expect(all && runIn(coverage, all, startMs)).toBe(startMs / 1_000 + 8 * 3_600);
  });
});

describe("what is asked for again", () => {
  test("begins with the first window that may still change", () => {
    const known = laterThan({
      windows: windows(["done", "skipped", "failed", "done"]),
      upcoming: null,
      settledTo: null,
    });
    expect(known.windows).toHaveLength(2);
    expect(known.settledTo).toBe(windowAt(1).window.to);
  });

  test("is everything where nothing is settled", () => {
    expect(laterThan({ windows: windows(["running"]), upcoming: null, settledTo: null }).settledTo).toBeNull();
  });
});
