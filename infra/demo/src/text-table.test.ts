import pc from "picocolors";
import { expect, test } from "vitest";
import { textTable } from "./text-table.ts";

test("columns are as wide as their widest cell, whatever its colours", () => {
  const colours = pc.createColors(true);
  const table = textTable(
    [
      { title: "format", align: "left" },
      { title: "bytes", align: "right" },
    ],
    [
      [colours.bold("csv"), "1,234,567"],
      ["parquet", "8"],
    ],
  );
  expect(table.replace(colours.bold("csv"), "csv")).toBe(
    [
      "  ┌─────────┬───────────┐",
      "  │ format  │     bytes │",
      "  ├─────────┼───────────┤",
      "  │ csv     │ 1,234,567 │",
      "  │ parquet │         8 │",
      "  └─────────┴───────────┘",
    ].join("\n"),
  );
});
