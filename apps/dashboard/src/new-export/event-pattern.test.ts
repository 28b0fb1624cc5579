import { expect, test } from "vitest";
import { finds } from "./event-pattern.ts";

const names = [
  "Edited Category",
  "Edited Category talk",
  "edited",
  "Charged",
  "Paid (card)",
  "50% off",
  "Größe ✓",
  "a-b",
];
const found = (text: string) => names.filter(finds(text));

test("a text finds the names that hold it, in any case", () => {
  expect(found("EDITED")).toEqual(["Edited Category", "Edited Category talk", "edited"]);
  expect(found("")).toEqual(names);
});

test("a pattern finds whole names", () => {
  expect(found("Edited *")).toEqual(["Edited Category", "Edited Category talk"]);
  expect(found("*talk")).toEqual(["Edited Category talk"]);
  expect(found("edite?")).toEqual(["edited"]);
  expect(found("Größe ?")).toEqual(["Größe ✓"]);
});

test("what means something in a regular expression means itself", () => {
  expect(found("Paid (*)")).toEqual(["Paid (card)"]);
  expect(found("50% o?f")).toEqual(["50% off"]);
  expect(found("a-?")).toEqual(["a-b"]);
  expect(found("[a-z]*")).toEqual([]);
  expect(found(".*\\")).toEqual([]);
});

test("a long row of stars is not slow", () => {
  const name = "a".repeat(2_000);
  const startedMs = performance.now();
  expect(finds(`${"*a".repeat(20)}b`)(name)).toBe(false);
  expect(performance.now() - startedMs).toBeLessThan(1_000);
});
