import type { Format } from "@sluice/types";
import type { Content } from "./content.ts";
import type { Platform } from "./platform.ts";
import { readCsvProfiles } from "./read-csv.ts";
import { readJsonProfiles } from "./read-json.ts";
import { readParquetProfiles } from "./read-parquet.ts";
import { readXmlProfiles } from "./read-xml.ts";
import type { OnUser } from "./user-id.ts";

/** Reads an object of profiles to its end. Throws a `ContentError` where it is not what the format says. */
export type ProfileReader = (bytes: AsyncIterable<Uint8Array>, onUser: OnUser, platform: Platform) => Promise<Content>;

export const profileReaders: Readonly<Record<Format, ProfileReader>> = {
  json: readJsonProfiles,
  xml: readXmlProfiles,
  csv: readCsvProfiles,
  parquet: readParquetProfiles,
};
