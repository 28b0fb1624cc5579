import { describe, expect, test } from "vitest";
import type { Run } from "../api/schema.d.ts";
import { exportInWords, exportTitle, optionsInWords, whatInWords } from "./export-words.ts";

const run: Run = {
  requestId: 1_795_847_544,
  runTimestamp: 1_795_847_544,
  status: "Done",
  window: { axis: "ts", from: "2026-10-31T18:30:00Z", to: "2026-11-30T18:30:00Z" },
  snapshot: null,
  expectedRecords: null,
  totals: { records: 0, objects: 0, bytes: 0 },
  waiting: null,
  error: null,
  manifestKey: null,
  isExpired: false,
  createdAt: "2026-12-01T00:00:00Z",
  startedAt: null,
  endedAt: null,
};
const oneTime = {
  name: null,
  type: "allEvents",
  eventNames: null,
  format: "parquet",
  frequency: "oneTime",
  everyHours: null,
  lastRun: run,
} as const;

describe("an export in words", () => {
  test("names the days of its window on the project's clocks", () => {
    expect(exportInWords(oneTime, "Asia/Kolkata")).toBe("All events as Parquet, 1 Nov 2026 to 30 Nov 2026");
    expect(exportInWords(oneTime, "UTC")).toBe("All events as Parquet, 31 Oct 2026 to 30 Nov 2026");
  });

  test("says of all profiles when they were so", () => {
    const window = { axis: "capturedAt", from: "1970-01-01T00:00:00.000Z", to: "2026-11-28T07:28:33.000Z" } as const;
    const profiles = { ...oneTime, type: "allProfiles", lastRun: { ...run, window } } as const;
    expect(exportInWords(profiles, "UTC")).toBe("All profiles as Parquet, as of 28 Nov 2026");
  });

  test("says how often it recurs, and goes by its own name where it has one", () => {
    const recurring = { ...oneTime, frequency: "recurring", everyHours: 4 } as const;
    expect(exportTitle(recurring, "UTC")).toBe("All events as Parquet, every 4 hours");
    expect(exportTitle({ ...recurring, name: "Nightly" }, "UTC")).toBe("Nightly");
  });

  test("names a few events and counts the others", () => {
    const of = (...eventNames: string[]) => whatInWords({ type: "selectEvents", eventNames });
    expect(of("Charged")).toBe("Charged");
    expect(of("Charged", "Viewed")).toBe("Charged and Viewed");
    expect(of("A", "B", "C", "D")).toBe("A, B and 2 more");
  });

  test("tells the options of its format", () => {
    expect(optionsInWords({ eventId: true, columnNames: "underscored" })).toEqual([
      "names with underscores",
      "with event ids",
    ]);
  });
});
