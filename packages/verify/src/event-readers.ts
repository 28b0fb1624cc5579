import type { Format } from "@sluice/types";
import type { ContentReader } from "./content.ts";
import { readCsv } from "./read-csv.ts";
import { readJson } from "./read-json.ts";
import { readParquet } from "./read-parquet.ts";
import { readXml } from "./read-xml.ts";

/** What reads an object of events in each format. */
export const eventReaders: Readonly<Record<Format, ContentReader>> = {
  json: readJson,
  xml: readXml,
  csv: readCsv,
  parquet: readParquet,
};
