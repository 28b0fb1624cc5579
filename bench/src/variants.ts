import type { Format, FormatOptions } from "@sluice/types";

/** What is measured: a format with its options, and what DuckDB would be asked for instead. */
export interface Variant {
  readonly name: string;
  readonly format: Format;
  readonly options: Partial<FormatOptions>;
  /** The end of a COPY statement; null where DuckDB has no such format. */
  readonly duckdb: { readonly rows: "nested" | "flat"; readonly copyOptions: string } | null;
}

export const variants: readonly Variant[] = [
  {
    name: "json",
    format: "json",
    options: {},
    duckdb: { rows: "nested", copyOptions: "FORMAT json, COMPRESSION gzip" },
  },
  { name: "csv", format: "csv", options: {}, duckdb: { rows: "flat", copyOptions: "FORMAT csv, COMPRESSION gzip" } },
  { name: "xml", format: "xml", options: {}, duckdb: null },
  {
    name: "parquet columns",
    format: "parquet",
    options: { parquetLayout: "columns", parquetContainer: "none" },
    duckdb: { rows: "flat", copyOptions: "FORMAT parquet, COMPRESSION snappy" },
  },
  {
    name: "parquet map",
    format: "parquet",
    options: { parquetLayout: "map", parquetContainer: "none" },
    duckdb: { rows: "flat", copyOptions: "FORMAT parquet, COMPRESSION snappy" },
  },
  {
    name: "parquet map .gz",
    format: "parquet",
    options: { parquetLayout: "map", parquetContainer: "gzip" },
    duckdb: { rows: "flat", copyOptions: "FORMAT parquet, COMPRESSION gzip" },
  },
];

export function variantNamed(name: string): Variant {
  const found = variants.find((variant) => variant.name === name);
  if (!found) throw new Error(`there is no variant ${name}; there are ${variants.map((v) => v.name).join(", ")}`);
  return found;
}
