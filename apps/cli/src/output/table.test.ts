import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { bytes, counted, duration } from "./figures.ts";
import { printable, table } from "./table.ts";

test("columns stay aligned whatever script a cell is in", () => {
  const text = uncoloured(
    [{ title: "EVENT" }, { title: "RECORDS", align: "right" }],
    [
      ["Edited ファイル", "5"],
      ["Cafe\u0301", "12"],
      ["Edited 🛒", "1,234"],
    ],
  );
  expect(text.split("\n").slice(1)).toEqual([
    "Edited ファイル        5",
    "Cafe\u0301                  12",
    "Edited 🛒          1,234",
  ]);
});

test("a name cannot move the cursor, break the line or turn it around", () => {
  expect(printable("a\x1b[2Jb\nc\u202ed")).toBe("a?[2Jb?c?d");
});

test("sizes are in steps of a thousand", () => {
  expect([0, 999, 1_000, 999_949, 999_950, 100_000_000, 1.5e12].map(bytes)).toEqual([
    "0 B",
    "999 B",
    "1.0 kB",
    "999.9 kB",
    "1.0 MB",
    "100.0 MB",
    "1.5 TB",
  ]);
});

test("one is not several", () => {
  expect([counted(1, "record"), counted(1_234, "record")]).toEqual(["1 record", "1,234 records"]);
});

test("durations are told in the two units that matter", () => {
  expect([400, 59_400, 61_000, 3_660_000].map(duration)).toEqual(["0 s", "59 s", "1 min 1 s", "1 h 1 min"]);
});

describe("with a width", () => {
  const columns = [
    { title: "ID" },
    { title: "CREATED", spare: 1 },
    { title: "CONNECTION", spare: 2 },
    { title: "NAME", shrinks: true },
  ];
  const rows = [
    ["1795490401", "2026-10-01", "Warehouse", "Orders of the last thirty days"],
    ["1795490402", "2026-10-02", "Lake", "注文 of all time"],
  ];
  const widest = (text: string) => Math.max(...text.split("\n").map((line) => line.length));

  test("everything is there where it fits", () => {
    expect(uncoloured(columns, rows, 70)).toBe(uncoloured(columns, rows));
  });

  test("what can be spared goes first, and only then names are cut short", () => {
    expect(uncoloured(columns, rows, 56).split("\n")[0]).toMatch(/^ID +CREATED +NAME$/);
    const narrow = uncoloured(columns, rows, 30);
    expect(narrow.split("\n")).toEqual([
      "ID          NAME",
      "1795490401  Orders of the las…",
      "1795490402  注文 of all time",
    ]);
    expect(widest(narrow)).toBeLessThanOrEqual(30);
  });
});

/** Where there is no terminal colours come and go with the environment. */
function uncoloured(...of: Parameters<typeof table>): string {
  return stripVTControlCharacters(table(...of));
}
