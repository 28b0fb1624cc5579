import { expect, test } from "vitest";
import { optionsOf } from "../export/format-options.ts";
import { emptyDraft } from "./draft.ts";
import { draftFor, recommendations, suits, warehouses } from "./warehouses.ts";

const draft = emptyDraft("bucket");

test("what is recommended are options that the format takes", () => {
  for (const warehouse of warehouses) {
    const { format, options } = recommendations[warehouse];
    const taken: readonly string[] = optionsOf("allEvents", format);
    expect(Object.keys(options).filter((name) => !taken.includes(name))).toEqual([]);
  }
});

test("what a warehouse takes is as the recipes have it", () => {
  const recommended = Object.fromEntries(
    warehouses.map((warehouse) => {
      const { format, options } = draftFor(warehouse, draft);
      const { parquetContainer, parquetLayout, columnNames } = options;
      return [warehouse, format === "parquet" ? [parquetContainer, parquetLayout, columnNames] : [format, columnNames]];
    }),
  );
  expect(recommended).toEqual({
    athena: ["none", "map", "dotted"],
    spark: ["none", "columns", "underscored"],
    bigQuery: ["none", "columns", "underscored"],
    snowflake: ["none", "columns", "underscored"],
    redshift: ["csv", "underscored"],
    duckDb: ["none", "columns", "dotted"],
    excel: ["csv", "dotted"],
  });
});

test("a recommendation holds until what it is about is changed", () => {
  const spark = draftFor("spark", { ...draft, options: { ...draft.options, eventId: true } });
  expect(spark.options.eventId).toBe(true);
  expect(suits("spark", spark)).toBe(true);
  expect(suits("spark", { ...spark, name: "For Spark", options: { ...spark.options, eventId: false } })).toBe(true);
  expect(suits("spark", { ...spark, format: "csv" })).toBe(false);
  expect(suits("spark", { ...spark, options: { ...spark.options, columnNames: "dotted" } })).toBe(false);
});
