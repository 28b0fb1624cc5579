import type { Format } from "../api/schema.d.ts";
import type { Draft, DraftOptions } from "./draft.ts";

export const warehouses = ["athena", "spark", "bigQuery", "snowflake", "redshift", "duckDb", "excel"] as const;
export type Warehouse = (typeof warehouses)[number];

export interface Recommendation {
  readonly format: Format;
  /** Of the format's options those that matter to it. */
  readonly options: Partial<DraftOptions>;
}

const inPlace = { parquetContainer: "none" } as const;

/** What each takes best; docs/load-files-into.md has the recipes. */
export const recommendations: Readonly<Record<Warehouse, Recommendation>> = {
  athena: { format: "parquet", options: { ...inPlace, parquetLayout: "map", columnNames: "dotted" } },
  spark: { format: "parquet", options: { ...inPlace, parquetLayout: "columns", columnNames: "underscored" } },
  bigQuery: { format: "parquet", options: { ...inPlace, parquetLayout: "columns", columnNames: "underscored" } },
  snowflake: { format: "parquet", options: { ...inPlace, parquetLayout: "columns", columnNames: "underscored" } },
  redshift: { format: "csv", options: { columnNames: "underscored" } },
  duckDb: { format: "parquet", options: { ...inPlace, parquetLayout: "columns", columnNames: "dotted" } },
  excel: { format: "csv", options: { columnNames: "dotted" } },
};

/** The draft as the warehouse takes it best; what it doesn't mind stays. */
export function draftFor(warehouse: Warehouse, draft: Draft): Draft {
  const { format, options } = recommendations[warehouse];
  return { ...draft, format, options: { ...draft.options, ...options } };
}

/** Whether the draft still is what was recommended. */
export function suits(warehouse: Warehouse, { format, options }: Draft): boolean {
  const wanted = recommendations[warehouse];
  const kept: Partial<Record<string, unknown>> = options;
  return wanted.format === format && Object.entries(wanted.options).every(([name, value]) => kept[name] === value);
}
