import { join } from "node:path";
import { eventSchemaSchema, keyTypesSchema } from "@sluice/types";
import { z } from "zod";
import { projectFolder } from "../lake-layout.ts";

/**
 * The first layout, whose files had a row for each event:
 * ```
 * <lake>/<project>/lake.json                                  the number of databases
 * <lake>/<project>/seal.json                                  until when windows and snapshots have been closed
 * <lake>/<project>/events/<capturedAtMs>-<load id>/load.json  and the files, as they are called now
 * ```
 */
export function rowLoadsFolder(lake: string, project: string): string {
  return join(projectFolder(lake, project), "events");
}

export function rowSealFile(lake: string, project: string): string {
  return join(projectFolder(lake, project), "seal.json");
}

export const rowSealSchema = z.object({ capturedBeforeMs: z.int() });

/** A load's folder. */
export function parseRowLoadName(name: string): { readonly capturedAtMs: number; readonly id: string } | null {
  const [, capturedAt, id] = /^(\d{15})-([0-9a-f]+)$/.exec(name) ?? [];
  return capturedAt === undefined || id === undefined ? null : { capturedAtMs: Number(capturedAt), id };
}

const ofPart = { databaseId: z.int().nonnegative(), part: z.int().nonnegative() };

export const rowLoadFileSchema = z.object({
  version: z.literal(1),
  records: z.int().nonnegative(),
  parts: z.array(z.object(ofPart)),
  schemas: z.array(z.object({ eventName: z.string(), schema: eventSchemaSchema })),
  /** Older loads have none. */
  profiles: z
    .object({
      parts: z.array(z.object({ ...ofPart, rows: z.int().positive(), bytes: z.int().nonnegative() })),
      keys: z.array(keyTypesSchema),
    })
    .default({ parts: [], keys: [] }),
});
export type RowLoadFile = z.infer<typeof rowLoadFileSchema>;
