import { expect, test } from "vitest";
import { dayBefore, dayOf, endOfDay, startOfDay } from "./created-days.ts";

test("a day is the project's own day", () => {
  expect(startOfDay("2026-11-27", "Asia/Kolkata")).toBe("2026-11-26T18:30:00.000Z");
  expect(endOfDay("2026-11-27", "Asia/Kolkata")).toBe("2026-11-27T18:30:00.000Z");
});

test("a day on which the clocks change has all of its hours", () => {
  expect(startOfDay("2026-10-25", "Europe/Berlin")).toBe("2026-10-24T22:00:00.000Z");
  expect(endOfDay("2026-10-25", "Europe/Berlin")).toBe("2026-10-25T23:00:00.000Z");
});

test("the fields show the days that the instants were made of", () => {
  for (const zone of ["UTC", "America/Sao_Paulo", "Pacific/Apia"]) {
    expect(dayOf(startOfDay("2026-03-08", zone), zone)).toBe("2026-03-08");
    expect(dayBefore(endOfDay("2026-03-08", zone), zone)).toBe("2026-03-08");
  }
  expect(dayOf(undefined, "UTC")).toBe("");
});

test("half a date is none", () => {
  expect(startOfDay("", "UTC")).toBeUndefined();
  expect(endOfDay("0202-01-01", "UTC")).toBeUndefined();
});
