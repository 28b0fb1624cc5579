import type { Format, FormatOptions } from "@sluice/types";

/** What is measured: a format with its options, and what DuckDB would be asked for instead. */
export interface Variant {
  readonly name: string;
  readonly format: Format;
  readonly options: Partial<FormatOptions>;
  /** The end of a COPY statement; null where DuckDB has no such format. */
  readonly duckdb: { readonly rows: "nested" | "flat"; readonly copyOptions: string } | null;
  /** At most so many times what DuckDB, or gzip alone, takes, and at least so many times as fast as before; null: no aim. */
  readonly targets: {
    readonly againstDuckdb: number | null;
    readonly againstFloor: number | null;
    readonly againstBefore: number | null;
  };
}

export const variants: readonly Variant[] = [
  {
    name: "json",
    format: "json",
    options: {},
    duckdb: { rows: "nested", copyOptions: "FORMAT json, COMPRESSION gzip" },
    targets: { againstDuckdb: 0.35, againstFloor: 1.4, againstBefore: null },
  },
  {
    name: "csv",
    format: "csv",
    options: {},
    duckdb: { rows: "flat", copyOptions: "FORMAT csv, COMPRESSION gzip" },
    targets: { againstDuckdb: 0.6, againstFloor: 1.7, againstBefore: null },
  },
  {
    name: "xml",
    format: "xml",
    options: {},
    duckdb: null,
    targets: { againstDuckdb: null, againstFloor: 1.7, againstBefore: 2 },
  },
  {
    name: "parquet columns",
    format: "parquet",
    options: { parquetLayout: "columns", parquetContainer: "none" },
    duckdb: { rows: "flat", copyOptions: "FORMAT parquet, COMPRESSION snappy" },
    targets: { againstDuckdb: 3.5, againstFloor: null, againstBefore: null },
  },
  {
    name: "parquet map",
    format: "parquet",
    options: { parquetLayout: "map", parquetContainer: "none" },
    duckdb: { rows: "flat", copyOptions: "FORMAT parquet, COMPRESSION snappy" },
    targets: { againstDuckdb: 3.5, againstFloor: null, againstBefore: null },
  },
  {
    name: "parquet map .gz",
    format: "parquet",
    options: { parquetLayout: "map", parquetContainer: "gzip" },
    duckdb: { rows: "flat", copyOptions: "FORMAT parquet, COMPRESSION gzip" },
    targets: { againstDuckdb: 1.5, againstFloor: null, againstBefore: null },
  },
];

export function variantNamed(name: string): Variant {
  const found = variants.find((variant) => variant.name === name);
  if (!found) throw new Error(`there is no variant ${name}; there are ${variants.map((v) => v.name).join(", ")}`);
  return found;
}
