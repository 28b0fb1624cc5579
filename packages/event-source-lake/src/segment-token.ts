import type { EpochMs } from "@sluice/types";
import { z } from "zod";

/** Rows that lie together in one part of a load. */
export interface RowRange {
  readonly load: string;
  readonly part: number;
  readonly firstRow: number;
  readonly rows: number;
  /** Of the rows that were captured when they have to be, so many are passed over, */
  readonly skip: number;
  /** and then so many are the segment's. */
  readonly records: number;
}

/** What a segment's token says: some row ranges of one database, in order. */
export interface SegmentRows {
  /** How much of the log the plan was made by; the files that it names stay until nobody needs them. */
  readonly at: number;
  readonly databaseId: number;
  /** Records captured outside are not the segment's, from the first instant to before the second one; null: no end. */
  readonly captured: readonly [fromMs: EpochMs | null, toMs: EpochMs | null];
  readonly ranges: readonly RowRange[];
}

const count = z.int().nonnegative();

/** Plans of before the present layout have `<captured at>-` before a load's id, and neither `at` nor `captured`. */
const loadId = z
  .string()
  .regex(/^(?:\d{15}-)?[0-9a-f]+$/)
  .transform((text) => text.slice(text.indexOf("-") + 1));

const tokenSchema = z.object({
  at: count.default(0),
  db: count,
  captured: z.tuple([z.int().nullable(), z.int().nullable()]).default([null, null]),
  /** Load, part, first row, rows; `skip` and `records` where not all rows are meant. */
  rows: z.array(
    z.union([
      z.tuple([loadId, count, count, z.int().positive()]),
      z.tuple([loadId, count, count, z.int().positive(), count, z.int().positive()]),
    ]),
  ),
});

export function segmentToken({ at, databaseId, captured, ranges }: SegmentRows): string {
  return JSON.stringify({
    at,
    db: databaseId,
    captured,
    rows: ranges.map(({ load, part, firstRow, rows, skip, records }) =>
      records === rows ? [load, part, firstRow, rows] : [load, part, firstRow, rows, skip, records],
    ),
  });
}

export function parseSegmentToken(token: string): SegmentRows {
  const { at, db, captured, rows } = tokenSchema.parse(JSON.parse(token));
  return {
    at,
    databaseId: db,
    captured,
    ranges: rows.map(([load, part, firstRow, inFile, skip = 0, records = inFile]) => ({
      load,
      part,
      firstRow,
      rows: inFile,
      skip,
      records,
    })),
  };
}

/** How much of its project's log the plan of a segment was made by, of events or of profiles. */
export function planPositionOf(token: string): number {
  return positionSchema.parse(JSON.parse(token)).at ?? 0;
}

const positionSchema = z.object({ at: count.nullable().default(0) });
