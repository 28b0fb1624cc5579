import { expect, test } from "vitest";
import { bytes, counted, dateTime, duration, offset, percent, relative } from "./figures.ts";

test("sizes are in steps of a thousand", () => {
  expect([0, 999, 1_000, 999_949, 999_950, 100_000_000, 1.5e12].map(bytes)).toEqual([
    "0 B",
    "999 B",
    "1.0 kB",
    "999.9 kB",
    "1.0 MB",
    "100.0 MB",
    "1.5 TB",
  ]);
});

test("durations are told in the two units that matter", () => {
  expect([400, 59_400, 61_000, 3_660_000, 90_000_000].map(duration)).toEqual([
    "0 s",
    "59 s",
    "1 min 1 s",
    "1 h 1 min",
    "1 d 1 h",
  ]);
});

test("one is not several", () => {
  expect([counted(1, "record"), counted(1_234, "record")]).toEqual(["1 record", "1,234 records"]);
});

test("a time is told in the project's zone, with the offset that holds at that time", () => {
  const [winter, summer] = ["2026-01-15T12:00:00Z", "2026-07-15T12:00:00Z"];
  expect([dateTime(winter, "Asia/Kolkata"), offset(winter, "Asia/Kolkata")]).toEqual([
    "15 Jan 2026, 17:30",
    "UTC+05:30",
  ]);
  expect([winter, summer].map((at) => offset(at, "Europe/Paris"))).toEqual(["UTC+01:00", "UTC+02:00"]);
  expect(offset(winter, "UTC")).toBe("UTC");
});

test("how long ago, and how soon", () => {
  const now = Date.parse("2026-01-15T12:00:00Z");
  expect(
    ["2026-01-15T12:00:03Z", "2026-01-15T11:57:00Z", "2026-01-16T12:00:00Z"].map((at) => relative(at, now)),
  ).toEqual(["just now", "3 min. ago", "tomorrow"]);
});

test("a share is in percent", () => {
  expect([0, 0.051, 0.5, 1].map(percent)).toEqual(["0%", "5.1%", "50%", "100%"]);
});
