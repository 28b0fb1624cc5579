import { expect, test } from "vitest";
import { askedFor, isFiltered, logSearch } from "./log-search.ts";

test("an address filters by what it says, and by nothing that it cannot mean", () => {
  const search = logSearch({
    status: ["Failed", "Sleeping"],
    format: "csv",
    createdFrom: "yesterday",
    text: 1795846933,
  });
  expect(search).toMatchObject({ status: ["Failed"], format: ["csv"], text: "1795846933" });
  expect(search.createdFrom).toBeUndefined();
});

test("the order of the list is no filter", () => {
  expect(isFiltered(logSearch({ sort: "lastRun" }))).toBe(false);
  expect(isFiltered(logSearch({ archived: "include" }))).toBe(true);
});

test("archived exports are left out unless the address wants them", () => {
  expect(askedFor({}).archived).toBe("exclude");
  expect(askedFor({ archived: "only" }).archived).toBe("only");
});
