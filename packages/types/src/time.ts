import { z } from "zod";

/** Milliseconds since 1970-01-01T00:00:00Z: the one form of an instant inside. */
export type EpochMs = number;
/** Whole seconds since 1970-01-01T00:00:00Z: request ids and run timestamps. */
export type EpochSeconds = number;

/** Twelve digits: within 2^53, so that every reader of JSON holds it exactly. */
const maxEpochSeconds = 999_999_999_999;
const epochSecondsSchema = z.int().min(1).max(maxEpochSeconds);

/** Names an export: the seconds of its creation, or the next ones that are free. */
export const requestIdSchema = epochSecondsSchema.meta({
  id: "RequestId",
  description:
    "Names an export. Close to the epoch seconds of its creation; a burst of new exports runs ahead of the clock.",
  examples: [1795487265],
});

/** Names a run of an export: its scheduled time; a one-time export's run has the request id. */
export const runTimestampSchema = epochSecondsSchema.meta({
  id: "RunTimestamp",
  description:
    "Names a run of an export: the epoch seconds it is scheduled for; a one-time export's run has the request id.",
  examples: [1795487265],
});

/** The two in the text of an address: strictly, so that each has one. To clients they are the integers of answers. */
export const requestIdTextSchema = epochSecondsText("RequestId");
export const runTimestampTextSchema = epochSecondsText("RunTimestamp");

function epochSecondsText(documentedAs: "RequestId" | "RunTimestamp") {
  return z
    .string()
    .regex(/^[1-9]\d{0,11}$/, "must be a whole number of up to twelve digits")
    .transform(Number)
    .meta({ documentedAs });
}

/**
 * RFC 3339 §5.6, read as it allows: `t`, `z` and a space in the place of `T`, `Z` and `T`. Second 60 counts as the second
 * before it, so that a leap second stays on its day. Digits beyond milliseconds are cut off. Null for any other text, and
 * for an instant outside the years 1 to 9999, which a database has no place for.
 */
export function parseInstant(text: string): EpochMs | null {
  const match = rfc3339.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, fraction = "", sign, offsetHours, offsetMinutes] = match;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (date.getUTCDate() !== Number(day)) return null;
  const offsetMs = (Number(offsetHours ?? 0) * 60 + Number(offsetMinutes ?? 0)) * minuteMs;
  const ofDayMs = Number(hour) * hourMs + Number(minute) * minuteMs + Math.min(Number(second), 59) * secondMs;
  const wallMs = date.getTime() + ofDayMs + Number(fraction.slice(0, 3).padEnd(3, "0"));
  const ms = sign === "-" ? wallMs + offsetMs : wallMs - offsetMs;
  return ms >= minInstantMs && ms < maxInstantMs ? ms : null;
}

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const minInstantMs = Date.parse("0001-01-01T00:00:00Z");
const maxInstantMs = Date.UTC(10_000, 0, 1);
const rfc3339 =
  /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[Tt ]([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(?:\.(\d+))?(?:[Zz]|([+-])([01]\d|2[0-3]):([0-5]\d))$/;

/** A text that `parseInstant` reads; the API writes UTC. */
export const instantSchema = z.stringFormat("datetime", (text) => parseInstant(text) !== null);

/** An `instantSchema` text in milliseconds. Digits beyond them round up, so that no record before it is let in. */
export function instantMs(instant: string): EpochMs {
  return (parseInstant(instant) ?? Number.NaN) + (/\.\d{3}\d*[1-9]/.test(instant) ? 1 : 0);
}

/** The half-open range `[from, to)` of a run, on one axis. */
export const windowSchema = z.object({
  axis: z.enum(["ts", "capturedAt"]).meta({ id: "Axis" }),
  fromMs: z.int(),
  toMs: z.int(),
});
export type Window = z.infer<typeof windowSchema>;

/** The same, as answers and manifests state it. */
export const windowAnswerSchema = z
  .object({ axis: windowSchema.shape.axis, from: instantSchema, to: instantSchema })
  .meta({ id: "Window", description: "The half-open range [from, to) that a run covers, on one axis." });

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
