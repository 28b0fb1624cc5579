import { join } from "node:path";
import { type EpochMs, eventSchemaSchema } from "@sluice/types";
import { z } from "zod";

/**
 * ```
 * <lake>/<project>/lake.json                                       the number of databases
 * <lake>/<project>/events/<capturedAtMs>-<load id>/load.json       what the load holds
 * <lake>/<project>/events/<capturedAtMs>-<load id>/db-<n>/events-<part>.parquet
 * <lake>/<project>/loading/…                                       loads that are not there yet
 * ```
 * A load is a folder that appears by one rename and never changes.
 */
export function projectFolder(lake: string, project: string): string {
  return join(lake, encodeURIComponent(project));
}

export function eventsFolder(lake: string, project: string): string {
  return join(projectFolder(lake, project), "events");
}

export function loadingFolder(lake: string, project: string): string {
  return join(projectFolder(lake, project), "loading");
}

export const loadFileName = "load.json";

/** A load of many bytes has several parts, each sorted by itself. */
export function partFile(databaseId: number, part: number): string {
  return join(`db-${databaseId}`, `events-${part}.parquet`);
}

/** Sorts by time as text. */
export function loadName(capturedAtMs: EpochMs, loadId: string): string {
  return `${String(capturedAtMs).padStart(15, "0")}-${loadId}`;
}

export function capturedAtOf(name: string): EpochMs | null {
  const match = /^(\d{15})-[0-9a-f]+$/.exec(name);
  return match ? Number(match[1]) : null;
}

export const projectFileSchema = z.object({ databases: z.int().min(1).max(1_000) });

/** The rows of one event in one part, which lie together, sorted by `ts` and id. */
const eventRowsSchema = z.object({
  eventName: z.string(),
  firstRow: z.int().nonnegative(),
  rows: z.int().positive(),
  sourceBytes: z.int().nonnegative(),
  minTsMs: z.int(),
  maxTsMs: z.int(),
});
export type EventRows = z.infer<typeof eventRowsSchema>;

export const loadFileSchema = z.object({
  version: z.literal(1),
  records: z.int().positive(),
  parts: z.array(
    z.object({ databaseId: z.int().nonnegative(), part: z.int().nonnegative(), events: z.array(eventRowsSchema) }),
  ),
  schemas: z.array(z.object({ eventName: z.string(), schema: eventSchemaSchema })),
});
export type LoadFile = z.infer<typeof loadFileSchema>;
