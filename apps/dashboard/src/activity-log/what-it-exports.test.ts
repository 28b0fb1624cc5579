import { expect, test } from "vitest";
import { titleOf, whatItExports } from "./what-it-exports.ts";

const nightly = { name: "Nightly", type: "allEvents", eventNames: null, format: "csv", everyHours: 24 } as const;

test("an export is told by what, as what and how often", () => {
  expect(titleOf(nightly)).toBe("Nightly");
  expect(whatItExports(nightly)).toBe("All events · CSV · every 24 h");
});

test("an export without a name is called by what it exports, which is said once", () => {
  const unnamed = { name: null, type: "allProfiles", eventNames: null, format: "parquet", everyHours: null } as const;
  expect(titleOf(unnamed)).toBe("All profiles");
  expect(whatItExports(unnamed)).toBe("Parquet · one time");
});

test("of many events the first two are named", () => {
  const of = (...eventNames: string[]) => titleOf({ name: null, type: "selectEvents", eventNames });
  expect(of("A")).toBe("A");
  expect(of("A", "B")).toBe("A and B");
  expect(of("A", "B", "C")).toBe("A, B and C");
  expect(of("A", "B", "C", "D", "E")).toBe("A, B and 3 more");
});
