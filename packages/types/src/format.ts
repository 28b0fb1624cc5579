import { z } from "zod";

/** The four encodings an export can have. */
export const formatSchema = z.enum(["json", "xml", "csv", "parquet"]);
export type Format = z.infer<typeof formatSchema>;
export const formats: readonly Format[] = formatSchema.options;

const eventId = z.boolean().default(false);

/** The options each format takes; anything else is refused by name. */
export const formatOptionsSchemas = {
  json: z.strictObject({ eventId, jsonHeader: z.enum(["eventName", "none"]).default("eventName") }),
  xml: z.strictObject({ eventId }),
  csv: z.strictObject({ eventId }),
  parquet: z.strictObject({
    eventId,
    parquetLayout: z.enum(["map", "columns"]).default("map"),
    parquetContainer: z.enum(["gzip", "none"]).default("gzip"),
  }),
} as const satisfies Record<Format, z.ZodType>;

/** Every option with its default filled in; a format reads only its own. */
export const formatOptionsSchema = z.object({
  eventId,
  jsonHeader: z.enum(["eventName", "none"]).default("eventName"),
  parquetLayout: z.enum(["map", "columns"]).default("map"),
  parquetContainer: z.enum(["gzip", "none"]).default("gzip"),
});
export type FormatOptions = z.infer<typeof formatOptionsSchema>;
