import { describe, expect, test } from "vitest";
import { coverageSummary, segmentInWords } from "./coverage-words.ts";

const none = { done: 0, running: 0, pending: 0, failed: 0, stopped: 0, skipped: 0, gap: 0, upcoming: 0 };

describe("the coverage in words", () => {
  test("says that all is there", () => {
    expect(coverageSummary({ ...none, done: 42, upcoming: 1 })).toBe("42 of 42 windows delivered, no gap.");
    expect(coverageSummary({ ...none, done: 1 })).toBe("1 of 1 window delivered, no gap.");
  });

  test("says what is missing, and why", () => {
    expect(coverageSummary({ ...none, done: 40, failed: 1, skipped: 2, gap: 1 })).toBe(
      "40 of 43 windows delivered, 1 failed, 2 left out on purpose, 1 gap that no window covers.",
    );
  });

  test("says that there is nothing yet", () => {
    expect(coverageSummary({ ...none, upcoming: 1 })).toBe("No window has been opened yet.");
  });

  test("names a segment with its windows and its times", () => {
    const [fromMs, toMs] = [Date.parse("2026-11-01T00:00:00Z"), Date.parse("2026-11-03T00:00:00Z")];
    const segment = {
      isFromBeginning: false,
      fromMs,
      toMs,
      state: "done",
      windows: 12,
      isMixed: false,
      runTimestamp: 1,
    } as const;
    expect(segmentInWords(segment, "UTC")).toBe("Delivered, 12 windows: 1 Nov 2026, 00:00 to 3 Nov 2026, 00:00 UTC");
    expect(segmentInWords({ ...segment, windows: 1, isFromBeginning: true }, "UTC")).toBe(
      "Delivered: everything up to 3 Nov 2026, 00:00 UTC",
    );
    expect(segmentInWords({ ...segment, state: "failed", isMixed: true }, "Asia/Kolkata")).toBe(
      "Failed and others, 12 windows: 1 Nov 2026, 05:30 to 3 Nov 2026, 05:30 UTC+05:30",
    );
  });
});
