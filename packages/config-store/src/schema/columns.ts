import { bigint, customType, timestamp } from "drizzle-orm/pg-core";

/** Bytes; `pg` gives and takes Buffers. */
export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });
/**
 * Keeps NUL in its strings, as text and jsonb can't. Its own type because Drizzle's `json` parses what `pg` has parsed
 * already, so that a string which looks like JSON would come back as something else.
 */
export const json = customType<{ data: unknown }>({
  dataType: () => "json",
  toDriver: (value) => JSON.stringify(value),
});
export const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });
/** Counts and epoch times: beyond 32 bits, within 2^53. */
export const count = (name: string) => bigint(name, { mode: "number" });

/** Which run a row is of. */
export const ofRun = () => ({
  requestId: count("request_id").notNull(),
  runTimestamp: count("run_timestamp").notNull(),
});
