import type { ExportOptions, ExportType, Format } from "../api/schema.d.ts";

type Options = Readonly<Record<Format, readonly (keyof ExportOptions)[]>>;

const ofEvents: Options = {
  json: ["jsonHeader", "eventId"],
  xml: ["eventId"],
  csv: ["columnNames", "eventId"],
  parquet: ["parquetContainer", "parquetLayout", "columnNames", "eventId"],
};

const ofProfiles: Options = { json: [], xml: [], csv: ["columnNames"], parquet: ["parquetContainer"] };

/** The options that a format takes, in the order in which forms have them. */
export function optionsOf(type: ExportType, format: Format): readonly (keyof ExportOptions)[] {
  return (type === "allProfiles" ? ofProfiles : ofEvents)[format];
}
