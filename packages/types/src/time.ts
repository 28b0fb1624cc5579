import { z } from "zod";

/** Milliseconds since 1970-01-01T00:00:00Z: the one form of an instant inside. */
export type EpochMs = number;
/** Whole seconds since 1970-01-01T00:00:00Z: request ids and run timestamps. */
export type EpochSeconds = number;

/** An instant as the API writes it: RFC 3339 in UTC, read from any offset. */
export const instantSchema = z.iso.datetime({ offset: true });

/** An `instantSchema` text in milliseconds. Digits beyond them round up, so that no record before it is let in. */
export function instantMs(instant: string): EpochMs {
  return Date.parse(instant) + (/\.\d{3}\d*[1-9]/.test(instant) ? 1 : 0);
}

/** The half-open range `[from, to)` of a run, on one axis. */
export const windowSchema = z.object({
  axis: z.enum(["ts", "capturedAt"]),
  fromMs: z.int(),
  toMs: z.int(),
});
export type Window = z.infer<typeof windowSchema>;

/** An IANA time zone that this runtime knows. */
export const timeZoneSchema = z.string().refine(isTimeZone, "is not an IANA time zone such as Europe/Paris");

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return !/^[+-]/.test(name);
  } catch {
    return false;
  }
}
