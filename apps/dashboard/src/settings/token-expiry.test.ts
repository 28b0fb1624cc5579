import { expect, test } from "vitest";
import { expiryOf } from "./token-expiry.ts";

const at = { timeZone: "Asia/Kolkata", nowMs: Date.UTC(2026, 10, 28, 6, 0, 0) };

test("a number of days counts from now", () => {
  expect(expiryOf("30", "", at)).toBe("2026-12-28T06:00:00.000Z");
});

test("a day counts to its end on the project's clocks", () => {
  expect(expiryOf("date", "2026-12-31", at)).toBe("2026-12-31T18:30:00.000Z");
  expect(expiryOf("date", "2027-03-28", { timeZone: "Europe/London", nowMs: at.nowMs })).toBe(
    "2027-03-28T23:00:00.000Z",
  );
});

test("what is no day yet is no expiry, and never is never", () => {
  expect(["", "2026", "2026-02-31", "soon"].map((day) => expiryOf("date", day, at))).toEqual(
    Array.from({ length: 4 }, () => undefined),
  );
  expect(expiryOf("never", "2026-12-31", at)).toBeNull();
});
