import { utf8Bytes } from "./utf8.ts";

/** S3 takes keys of at most 1,024 bytes of UTF-8. */
export const maxKeyBytes = 1024;

/** Digits kept free for a file index and a database id, so that every key of an event has the same event text. */
const indexDigits = 10;

/** Bytes that a key leaves for the event's text, the same for all objects of a run. */
export function maxKeyTextBytes(prefix: string): number {
  const epochDigits = 10;
  const fixed =
    `${"9".repeat(epochDigits)}-${"9".repeat(epochDigits)}--yyyymmdd---.parquet.gz`.length + 2 * indexDigits;
  return maxKeyBytes - utf8Bytes(prefix) - fixed;
}
