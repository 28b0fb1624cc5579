import { expect, test } from "vitest";
import { epochSecondsOf, instantOf } from "./search.ts";

test("an export or a run is named by whole seconds, and by nothing else", () => {
  expect(epochSecondsOf(1795846933)).toBe(1795846933);
  expect(epochSecondsOf("1795846933")).toBe(1795846933);
  for (const none of [-1, 0, 1.5, 1e12, Number.MAX_SAFE_INTEGER, "abc", "", "\0", null, [1]])
    expect(epochSecondsOf(none)).toBeUndefined();
});

test("an instant in an address is one that the API takes and a calendar can show", () => {
  for (const instant of ["2026-11-27T00:00:00Z", "2026-11-27T00:00:00.000Z", "2026-11-27T05:45:00+05:45"])
    expect(instantOf(instant)).toBe(instant);
  for (const none of [
    "yesterday",
    "2026",
    2026,
    "2026-11-27",
    "2026-13-27T00:00:00Z",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "+275760-09-13T00:00:00Z",
  ])
    expect(instantOf(none)).toBeUndefined();
});
