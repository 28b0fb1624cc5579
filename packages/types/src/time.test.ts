import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instantMs, instantSchema, parseInstant } from "./mod.ts";

describe("an RFC 3339 time", () => {
  test.each([
    ["2026-11-01T00:00:00Z", "2026-11-01T00:00:00.000Z"],
    ["2026-11-01t00:00:00z", "2026-11-01T00:00:00.000Z"],
    ["2026-11-01 01:00:00+01:00", "2026-11-01T00:00:00.000Z"],
    ["2026-10-31T16:00:00.5-08:00", "2026-11-01T00:00:00.500Z"],
    ["2026-11-01T00:00:00.1239-00:00", "2026-11-01T00:00:00.123Z"],
    ["2016-12-31T23:59:60Z", "2016-12-31T23:59:59.000Z"],
    ["2017-01-01T05:29:60.25+05:30", "2016-12-31T23:59:59.250Z"],
    ["2024-02-29T23:59:59.999999999Z", "2024-02-29T23:59:59.999Z"],
    ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"],
    ["9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"],
  ])("%s is %s", (text, instant) => {
    expect(parseInstant(text)).toBe(Date.parse(instant));
    expect(instantSchema.safeParse(text).success).toBe(true);
  });

  test.each([
    ["2026-11-01T00:00:00", "has no offset"],
    ["2026-11-01", "is a date"],
    ["2026-02-29T00:00:00Z", "is on a day that the year has not"],
    ["2026-04-31T00:00:00Z", "is on a day that the month has not"],
    ["2026-11-01T24:00:00Z", "has hour 24"],
    ["2026-11-01T00:00:61Z", "has second 61"],
    ["2026-11-01T00:00:00+0100", "has an offset without a colon"],
    ["2026-11-01T00:00:00,5Z", "has a decimal comma"],
    ["0000-12-31T23:59:59Z", "is in the year 0"],
    ["0001-01-01T00:00:00+00:01", "is in the year 0 in UTC"],
    ["9999-12-31T23:59:59-00:01", "is in the year 10000 in UTC"],
    [" 2026-11-01T00:00:00Z", "has white space before it"],
    ["2026-11-01T00:00:00Z\n", "has a line break after it"],
  ])("%j %s and is none", (text) => {
    expect(parseInstant(text)).toBeNull();
    expect(instantSchema.safeParse(text).success).toBe(false);
  });

  test("that a clock wrote is read as the clock had it", () => {
    const instants = fc.integer({ min: Date.parse("0001-01-01T00:00:00Z"), max: Date.UTC(9999, 11, 31) });
    fc.assert(fc.property(instants, (ms) => parseInstant(new Date(ms).toISOString()) === ms));
  });

  test("begins a window no earlier than it says, however many digits it has", () => {
    expect(instantMs("2026-11-01t00:00:00.1230z")).toBe(Date.parse("2026-11-01T00:00:00.123Z"));
    expect(instantMs("2026-11-01t00:00:00.1230001z")).toBe(Date.parse("2026-11-01T00:00:00.124Z"));
  });
});
