import { expect, test } from "vitest";
import { newerThan } from "./newer-exports.ts";

const listed = (...ids: number[]) => ids.map((requestId) => ({ requestId }));

test("what comes in above the one that was at the top is newer", () => {
  expect(newerThan(listed(9, 8, 7, 6), 7)).toBe(2);
  expect(newerThan(listed(7, 6), 7)).toBe(0);
});

test("when the one at the top is gone, nothing is held back", () => {
  expect(newerThan(listed(9, 8, 6), 7)).toBe(0);
});
