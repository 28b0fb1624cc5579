import { join } from "node:path";
import { type EpochMs, eventSchemaSchema, keyTypesSchema } from "@sluice/types";
import { z } from "zod";

/**
 * ```
 * <lake>/<project>/lake.json                                       the number of databases
 * <lake>/<project>/seal.json                                       until when windows and snapshots have been closed
 * <lake>/<project>/events/<capturedAtMs>-<load id>/load.json       what the load holds
 * <lake>/<project>/events/<capturedAtMs>-<load id>/db-<n>/events-<part>.parquet
 * <lake>/<project>/events/<capturedAtMs>-<load id>/db-<n>/profiles-<part>.parquet
 * <lake>/<project>/loading/…                                       loads that are not there yet
 * ```
 * A load is a folder that appears by one rename and never changes; events and profiles of one load appear together.
 */
export function projectFolder(lake: string, project: string): string {
  return join(lake, encodeURIComponent(project));
}

/** Where loads are. It is named after what they held at first. */
export function loadsFolder(lake: string, project: string): string {
  return join(projectFolder(lake, project), "events");
}

export function loadingFolder(lake: string, project: string): string {
  return join(projectFolder(lake, project), "loading");
}

export const loadFileName = "load.json";

/** A load of many bytes has several parts, each sorted by itself. */
export function eventsFile(databaseId: number, part: number): string {
  return join(`db-${databaseId}`, `events-${part}.parquet`);
}

export function profilesFile(databaseId: number, part: number): string {
  return join(`db-${databaseId}`, `profiles-${part}.parquet`);
}

/** Sorts by time as text. */
export function loadName(capturedAtMs: EpochMs, loadId: string): string {
  return `${String(capturedAtMs).padStart(15, "0")}-${loadId}`;
}

export function capturedAtOf(name: string): EpochMs | null {
  const match = /^(\d{15})-[0-9a-f]+$/.exec(name);
  return match ? Number(match[1]) : null;
}

/** Nothing is captured before this instant any more. */
export const sealFileSchema = z.object({ capturedBeforeMs: z.int() });

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

/** The states of users in one part, sorted by the hash of the user and the user. */
const profileRowsSchema = z.object({
  rows: z.int().positive(),
  /** JSON text. */
  bytes: z.int().nonnegative(),
});
export type ProfileRows = z.infer<typeof profileRowsSchema>;

const ofPart = { databaseId: z.int().nonnegative(), part: z.int().nonnegative() };

export const loadFileSchema = z.object({
  version: z.literal(1),
  /** Events. */
  records: z.int().nonnegative(),
  parts: z.array(z.object({ ...ofPart, events: z.array(eventRowsSchema) })),
  schemas: z.array(z.object({ eventName: z.string(), schema: eventSchemaSchema })),
  /** Older loads have none. */
  profiles: z
    .object({ parts: z.array(z.object({ ...ofPart, ...profileRowsSchema.shape })), keys: z.array(keyTypesSchema) })
    .default({ parts: [], keys: [] }),
});
export type LoadFile = z.infer<typeof loadFileSchema>;
