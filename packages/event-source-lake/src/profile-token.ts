import { z } from "zod";

/** What a segment of profiles is: the users of one database in a range of hashes whose latest state is in a range. */
export interface ProfileSegment {
  /** How much of the log the plan was made by; null for plans of before there was one. */
  readonly at: number | null;
  readonly databaseId: number;
  readonly from: number;
  readonly to: number;
  readonly capturedFromMs: number;
  readonly capturedBeforeMs: number;
  readonly records: number;
  /** Text of all states in the window, which has to be read. */
  readonly bytesToRead: number;
}

const tokenSchema = z.object({
  at: z.int().nonnegative().nullable().default(null),
  db: z.int().nonnegative(),
  users: z.tuple([z.int().nonnegative(), z.int().positive()]),
  captured: z.tuple([z.int(), z.int()]),
  records: z.int().positive(),
  bytes: z.int().nonnegative(),
});

export function profileSegmentToken(segment: ProfileSegment): string {
  const { at, databaseId, from, to, capturedFromMs, capturedBeforeMs, records, bytesToRead } = segment;
  return JSON.stringify({
    at,
    db: databaseId,
    users: [from, to],
    captured: [capturedFromMs, capturedBeforeMs],
    records,
    bytes: bytesToRead,
  });
}

export function parseProfileToken(token: string): ProfileSegment {
  const { at, db, users, captured, records, bytes } = tokenSchema.parse(JSON.parse(token));
  const [from, to] = users;
  const [capturedFromMs, capturedBeforeMs] = captured;
  return { at, databaseId: db, from, to, capturedFromMs, capturedBeforeMs, records, bytesToRead: bytes };
}
