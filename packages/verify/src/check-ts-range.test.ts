import fc from "fast-check";
import { expect, test } from "vitest";
import { printed } from "./check-ts-range.ts";

test("an instant is printed as clocks of a zone have it, in every year", () => {
  const zone = fc.constantFrom("UTC", "Asia/Kolkata", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe");
  const instant = fc.date({
    min: new Date("0001-01-02T00:00:00Z"),
    max: new Date("9999-12-30T00:00:00Z"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(instant, zone, (at, timeZone) => {
      const wall = Temporal.Instant.from(at.toISOString()).toZonedDateTimeISO(timeZone).toPlainDateTime();
      const expected = wall.toString({ smallestUnit: "second", roundingMode: "trunc" }).replace(/[^\d]/g, "");
      expect(printed(at.toISOString(), timeZone)).toBe(expected);
    }),
    { numRuns: 1_000 },
  );
});
