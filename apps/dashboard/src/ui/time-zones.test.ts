import { expect, test } from "vitest";
import { timeZones } from "./time-zones.ts";

const winterMs = Date.UTC(2026, 0, 15);
const summerMs = Date.UTC(2026, 6, 15);

test("zones are listed once each, UTC first, also by the names that people know them by", () => {
  const names = timeZones("UTC", winterMs).map(({ id }) => id);
  expect(names[0]).toBe("UTC");
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThan(400);
  expect(names).toEqual(expect.arrayContaining(["Europe/London", "Asia/Kolkata", "America/New_York", "Europe/Kyiv"]));
});

test("an offset is that of the moment", () => {
  const newYork = (ms: number) => timeZones("UTC", ms).find(({ id }) => id === "America/New_York")?.offset;
  expect([newYork(winterMs), newYork(summerMs)]).toEqual(["UTC-05:00", "UTC-04:00"]);
});

test("a project's own zone is there, even one that this browser does not know", () => {
  expect(timeZones("Mars/Olympus", winterMs)).toContainEqual({ id: "Mars/Olympus", offset: "" });
});
