import { parseInstant } from "@sluice/types";
import type { Command } from "commander";
import { z } from "zod";
import { UsageError } from "../errors.ts";

/** What says how files look, for a new export and a changed one alike. */
export function addFormatOptions(command: Command): Command {
  return command
    .option("--event-id", "put each record's id into it")
    .option("--json-header <header>", "json: eventName (the default) or none")
    .option("--parquet-layout <layout>", "parquet: map (the default) or columns")
    .option("--parquet-container <container>", "parquet: gzip (the default) or none, which tools read in place")
    .option("--column-names <style>", "csv, parquet: dotted (the default) or underscored, for BigQuery and Spark");
}

export const formatOptionsShape = {
  eventId: z.boolean().optional(),
  jsonHeader: z.string().optional(),
  parquetLayout: z.string().optional(),
  parquetContainer: z.string().optional(),
  columnNames: z.string().optional(),
};

/** Only what was typed: a format's own defaults are the API's. */
export function formatOptionsOf(typed: z.output<z.ZodObject<typeof formatOptionsShape>>): Record<string, unknown> {
  const { eventId, jsonHeader, parquetLayout, parquetContainer, columnNames } = typed;
  const given = Object.entries({ eventId, jsonHeader, parquetLayout, parquetContainer, columnNames });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

/** `4h`, `24h` or the number alone; whether so many hours are possible is the API's to say. */
export const everyHoursSchema = z
  .string()
  .regex(/^\d{1,4}(\.\d+)?h?$/, "is no number of hours such as 4h or 24h")
  .transform((text) => Number.parseFloat(text));

export function instantOf(option: string, text: string): string {
  if (parseInstant(`${text}T00:00:00Z`) !== null) return `${text}T00:00:00Z`;
  if (parseInstant(text) !== null) return text;
  throw new UsageError(`${option}: ${text} is no instant; write 2026-10-01T08:00:00Z, or 2026-10-01 for its first.`);
}
