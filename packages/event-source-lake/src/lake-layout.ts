import { join } from "node:path";
import { eventSchemaSchema, keyTypesSchema } from "@sluice/types";
import { z } from "zod";

/**
 * ```
 * <lake>/<project>/lake.json                                  the layout, and the number of databases
 * <lake>/<project>/log/<number>.json                          what happened, one file each, without gaps
 * <lake>/<project>/checkpoints/<number>.json                  what all of the log up to there comes to
 * <lake>/<project>/loads/<load id>/load.json                  what the load holds
 * <lake>/<project>/loads/<load id>/db-<n>/events-<part>.parquet    blocks of events
 * <lake>/<project>/loads/<load id>/db-<n>/profiles-<part>.parquet  states of users
 * <lake>/<project>/loading/…                                  what is in the making
 * ```
 * A load is there once the log says so, with all of its events and profiles, and its files never change.
 */
export function projectFolder(lake: string, project: string): string {
  return join(lake, encodeURIComponent(project));
}

export function loadsFolder(lake: string, project: string): string {
  return join(projectFolder(lake, project), "loads");
}

export function loadFolder(lake: string, project: string, loadId: string): string {
  return join(loadsFolder(lake, project), loadId);
}

export function loadingFolder(lake: string, project: string): string {
  return join(projectFolder(lake, project), "loading");
}

export function logFolder(lake: string, project: string): string {
  return join(projectFolder(lake, project), "log");
}

export function checkpointsFolder(lake: string, project: string): string {
  return join(projectFolder(lake, project), "checkpoints");
}

export const loadFileName = "load.json";

/** A load of many bytes has several parts, each sorted by itself. */
export function eventsFile(databaseId: number, part: number): string {
  return join(`db-${databaseId}`, `events-${part}.parquet`);
}

export function profilesFile(databaseId: number, part: number): string {
  return join(`db-${databaseId}`, `profiles-${part}.parquet`);
}

export const layoutVersion = 2;

/** Without a layout it is the first one, which had rows instead of blocks. */
export const projectFileSchema = z.object({
  layout: z.int().default(1),
  databases: z.int().min(1).max(1_000),
});

export type ProjectFile = z.infer<typeof projectFileSchema>;

/** Instants of which both belong to it. */
export const capturedSpanSchema = z.object({ fromMs: z.int(), toMs: z.int() });
export type CapturedSpan = z.infer<typeof capturedSpanSchema>;

/** The rows of one event in one part, which lie together, sorted by `ts` and id. */
const eventRowsSchema = z.object({
  eventName: z.string(),
  firstRow: z.int().nonnegative(),
  rows: z.int().positive(),
  /** Of its lines. */
  sourceBytes: z.int().nonnegative(),
  minTsMs: z.int(),
  maxTsMs: z.int(),
  /** Only where a file holds records of several loads. */
  captured: capturedSpanSchema.optional(),
  /** How many rows have their `ts` in which UTC day, counted from 1970. */
  days: z.array(z.tuple([z.int(), z.int().positive()])),
});
export type EventRows = z.infer<typeof eventRowsSchema>;

/** The states of users in one part, sorted by the hash of the user and the user. */
const profileRowsSchema = z.object({
  rows: z.int().positive(),
  /** JSON text. */
  bytes: z.int().nonnegative(),
  /** Where the load was merged from several. The file says of each state when it was captured, if that is not the same for all. */
  captured: capturedSpanSchema.optional(),
});
export type ProfileRows = z.infer<typeof profileRowsSchema>;

const ofPart = { databaseId: z.int().nonnegative(), part: z.int().nonnegative() };

/** When some records of a load were captured, and which `ts` they have. */
const recordSpansSchema = z.object({ captured: capturedSpanSchema, ts: capturedSpanSchema });
export type RecordSpans = z.infer<typeof recordSpansSchema>;

/** An event's keys; in a merged load those that some of its loads had, with where the event's records of each are. */
const eventKeysSchema = z.object({
  eventName: z.string(),
  schema: eventSchemaSchema,
  spans: z.array(recordSpansSchema).optional(),
});
export type EventKeys = z.infer<typeof eventKeysSchema>;

export const loadFileSchema = z.object({
  version: z.literal(layoutVersion),
  /** Events. */
  records: z.int().nonnegative(),
  parts: z.array(z.object({ ...ofPart, events: z.array(eventRowsSchema) })),
  schemas: z.array(eventKeysSchema),
  profiles: z.object({
    parts: z.array(z.object({ ...ofPart, ...profileRowsSchema.shape })),
    keys: z.array(keyTypesSchema),
  }),
});
export type LoadFile = z.infer<typeof loadFileSchema>;
