import { z } from "zod";

/** Rows that lie together in one part of a load. */
export interface RowRange {
  readonly load: string;
  readonly part: number;
  readonly firstRow: number;
  readonly rows: number;
}

/** What a segment's token says: some row ranges of one database, in order. */
export interface SegmentRows {
  readonly databaseId: number;
  readonly ranges: readonly RowRange[];
}

const tokenSchema = z.object({
  db: z.int().nonnegative(),
  rows: z.array(
    z.tuple([z.string().regex(/^\d{15}-[0-9a-f]+$/), z.int().nonnegative(), z.int().nonnegative(), z.int().positive()]),
  ),
});

export function segmentToken({ databaseId, ranges }: SegmentRows): string {
  return JSON.stringify({
    db: databaseId,
    rows: ranges.map(({ load, part, firstRow, rows }) => [load, part, firstRow, rows]),
  });
}

export function parseSegmentToken(token: string): SegmentRows {
  const { db, rows } = tokenSchema.parse(JSON.parse(token));
  return {
    databaseId: db,
    ranges: rows.map(([load, part, firstRow, count]) => ({ load, part, firstRow, rows: count })),
  };
}
