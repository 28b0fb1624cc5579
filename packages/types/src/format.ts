import { z } from "zod";
import type { ExportType } from "./export.ts";

/** The four encodings an export can have. */
export const formatSchema = z.enum(["json", "xml", "csv", "parquet"]).meta({ id: "Format" });
export type Format = z.infer<typeof formatSchema>;
export const formats: readonly Format[] = formatSchema.options;

const jsonHeader = z.enum(["eventName", "none"]).meta({ id: "JsonHeader" });
const parquetLayout = z.enum(["map", "columns"]).meta({ id: "ParquetLayout" });
const parquetContainer = z.enum(["gzip", "none"]).meta({ id: "ParquetContainer" });
const columnNames = z.enum(["dotted", "underscored"]).meta({ id: "ColumnNames" });
const eventId = z.boolean().default(false);

/** The options each format takes; anything else is refused by name. */
export const formatOptionsSchemas = {
  json: z.strictObject({ eventId, jsonHeader: jsonHeader.default("eventName") }),
  xml: z.strictObject({ eventId }),
  csv: z.strictObject({ eventId, columnNames: columnNames.default("dotted") }),
  parquet: z.strictObject({
    eventId,
    parquetLayout: parquetLayout.default("map"),
    parquetContainer: parquetContainer.default("gzip"),
    columnNames: columnNames.default("dotted"),
  }),
} as const satisfies Record<Format, z.ZodType>;

/** The options that a format takes for profiles, which have no event id, no line with an event's name and one layout. */
export const profileOptionsSchemas = {
  json: z.strictObject({}),
  xml: z.strictObject({}),
  csv: z.strictObject({ columnNames: columnNames.default("dotted") }),
  parquet: z.strictObject({ parquetContainer: parquetContainer.default("gzip") }),
} as const satisfies Record<Format, z.ZodType>;

/** Every option with its default filled in; a format reads only its own. */
export const formatOptionsSchema = z.object({
  eventId,
  jsonHeader: jsonHeader.default("eventName"),
  parquetLayout: parquetLayout.default("map"),
  parquetContainer: parquetContainer.default("gzip"),
  columnNames: columnNames.default("dotted"),
});
export type FormatOptions = z.infer<typeof formatOptionsSchema>;

/** The options of one format as a manifest states them: none is missing, none of another format is there. */
export const statedOptionsSchema = z
  .strictObject({
    eventId: z.boolean().optional(),
    jsonHeader: jsonHeader.optional(),
    parquetLayout: parquetLayout.optional(),
    parquetContainer: parquetContainer.optional(),
    columnNames: columnNames.optional(),
  })
  .meta({ id: "ExportOptions" });
export type StatedOptions = z.infer<typeof statedOptionsSchema>;

/** The options that an export of this type in this format has, without those that say nothing of it. */
export function statedOptions(type: ExportType, format: Format, options: FormatOptions): StatedOptions {
  const schemas = type === "allProfiles" ? profileOptionsSchemas : formatOptionsSchemas;
  return schemas[format].strip().parse(options);
}
