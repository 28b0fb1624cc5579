import type { Format, FormatOptions } from "@sluice/types";

/** What follows the last `-<databaseId>.` of a key. */
export function objectExtension(format: Format, options: Pick<FormatOptions, "parquetContainer">): string {
  return extensions[format](options);
}

const extensions: Readonly<Record<Format, (options: Pick<FormatOptions, "parquetContainer">) => string>> = {
  json: () => "json.gz",
  xml: () => "xml.gz",
  csv: () => "csv.gz",
  parquet: ({ parquetContainer }) => (parquetContainer === "none" ? "parquet" : "parquet.gz"),
};
