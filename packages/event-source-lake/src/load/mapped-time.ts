import type { EpochMs } from "@sluice/types";
import { jsonNumber, numberText, textIn } from "./cell-values.ts";
import { badTimeColumn } from "./errors.ts";
import { BadLineError, type LineRules, shown } from "./line-fields.ts";
import { type EpochFormat, type InstantColumn, isEpochFormat, unitOfFormat } from "./mapping.ts";
import { likelyUnit, type PlausibleTimes, type TimeUnit } from "./plausible-times.ts";

/**
 * The time of a row as a line has it: RFC 3339 as JSON text, epoch milliseconds, or null. `value` is the cell as JSON
 * text; `instantMs` is what it says where the file's own type is a time. Throws a `BadLineError`.
 */
export type ReadTime = (value: string, instantMs?: EpochMs | null) => string;

/** Reads times that are texts or numbers. */
export function textTime({ format, timeZone }: InstantColumn, rules: LineRules): ReadTime {
  return (value) => {
    const text = (textIn(value) ?? value).trim();
    if (text === "" || text === "null") return "null";
    if (isEpochFormat(format)) return epochTime(text, format, rules.times);
    if (format === "local") return localTime(text, timeZone);
    if (format === "rfc3339") return JSON.stringify(text);
    return jsonNumber.test(text) ? epochTime(text, "epochMs", rules.times) : autoTime(text, timeZone);
  };
}

/** DuckDB's types of a time that is an instant, and of one that is what a clock somewhere showed. */
const instantTypes = new Set(["TIMESTAMP WITH TIME ZONE"]);
const clockTypes = new Set(["TIMESTAMP", "TIMESTAMP_NS", "TIMESTAMP_MS", "TIMESTAMP_S", "DATE"]);
const numberTypes = /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|FLOAT|DOUBLE|DECIMAL.*)$/;

export interface TypedTime {
  readonly read: ReadTime;
  /** Rows have to come with their `instantMs`, of the column as this type, a clock's time as if it were UTC; or null. */
  readonly sqlType: "TIMESTAMPTZ" | "TIMESTAMP" | null;
}

/** Reads times of a column of a Parquet file by the column's own type. Throws where the mapping does not go with it. */
export function typedTime(path: string, time: InstantColumn, type: string, rules: LineRules): TypedTime {
  const { column, format, timeZone } = time;
  const refuse = (what: string) => badTimeColumn(path, `the column ${JSON.stringify(column)} ${what}`);
  if (instantTypes.has(type)) {
    if (format === "auto" || format === "rfc3339") {
      return { read: (_, ms) => String(ms ?? null), sqlType: "TIMESTAMPTZ" };
    }
    throw refuse(
      `is a TIMESTAMP with a time zone, so each of its values is an instant already. Leave "format" and "timeZone" out of the mapping`,
    );
  }
  if (clockTypes.has(type)) {
    if ((format === "auto" || format === "local") && timeZone !== undefined) {
      const read: ReadTime = (_, ms) => (ms === null || ms === undefined ? "null" : clockTime(ms, timeZone));
      return { read, sqlType: "TIMESTAMP" };
    }
    throw refuse(
      `is a ${type === "DATE" ? "DATE" : "TIMESTAMP"} without a time zone. Say in the mapping on which clocks it is, with {"column": ${JSON.stringify(column)}, "timeZone": "Europe/Paris"} or "UTC"`,
    );
  }
  const isText = type === "VARCHAR";
  const isNumber = numberTypes.test(type);
  if (!isText && !isNumber) throw refuse(`is of the type ${shown(type)}, which is no time of a day and a date`);
  if (isNumber && (format === "local" || format === "rfc3339")) {
    throw refuse(`holds numbers, which are never ${format}. Say "epochMs" or another epoch format in the mapping`);
  }
  return { read: textTime(time, rules), sqlType: null };
}

function epochTime(text: string, format: EpochFormat, times: PlausibleTimes): string {
  const number = numberText(text);
  const unit = unitOfFormat[format];
  const ms = inMilliseconds[unit](number);
  if (ms >= times.fromMs && ms < times.toMs) return String(ms);
  const likely = likelyUnit(Number(number), times);
  if (likely === null || likely === unit) return String(ms);
  const fault = `, which looks like ${likely}; say "format": "${formatOfUnit[likely]}" in the mapping`;
  throw new BadLineError(`has a time of ${shown(text)}${fault}`, `has a time${fault}`);
}

const formatOfUnit = {
  seconds: "epochSeconds",
  milliseconds: "epochMs",
  microseconds: "epochMicros",
  nanoseconds: "epochNanos",
} as const satisfies Record<TimeUnit, EpochFormat>;

/** Whole digits are cut, not divided: a double does not hold nanoseconds. */
const inMilliseconds: Readonly<Record<TimeUnit, (number: string) => number>> = {
  seconds: (number) => Math.round(Number(number) * 1_000),
  milliseconds: Number,
  microseconds: (number) => wholeOf(number, 3),
  nanoseconds: (number) => wholeOf(number, 6),
};

function wholeOf(number: string, digits: number): number {
  return /^\d+$/.test(number) ? Number(number.slice(0, -digits)) : Math.floor(Number(number) / 10 ** digits);
}

/** A date, or a date and a time, and the zone that may follow it as databases and libraries write it. */
const wallAndZone =
  /^(\d{4}-\d{2}-\d{2}(?:[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?)(?: ?([Zz]|UTC|GMT|[+-]\d{2}(?::?\d{2})?))?$/;

function autoTime(text: string, timeZone: string | undefined): string {
  const [, wall, zone] = wallAndZone.exec(text) ?? [];
  if (wall === undefined) throw badTime(text, "; yyyy-mm-dd hh:mm:ss and an offset are expected");
  if (zone !== undefined) return JSON.stringify(`${wall}${offsetOf(zone)}`);
  if (timeZone !== undefined) return localTime(text, timeZone);
  throw badTime(text, ' without an offset; say with "timeZone" in the mapping on which clocks that is');
}

/** As RFC 3339 writes it. */
function offsetOf(zone: string): string {
  if (!/^[+-]/.test(zone)) return "Z";
  return zone.includes(":") ? zone : `${zone.slice(0, 3)}:${zone.slice(3) || "00"}`;
}

function localTime(text: string, timeZone = "UTC"): string {
  const [, wall, zone] = wallAndZone.exec(text) ?? [];
  if (zone !== undefined) {
    throw badTime(text, ', which has an offset, so it is not local; say "format": "auto" in the mapping');
  }
  try {
    if (wall !== undefined) return String(onClocks(Temporal.PlainDateTime.from(wall.replace(" ", "T")), timeZone));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw badTime(text, "; yyyy-mm-dd hh:mm:ss is expected");
}

/** An instant from what a clock showed, read as if it were UTC. */
function clockTime(wallMs: EpochMs, timeZone: string): string {
  if (timeZone === "UTC") return String(wallMs);
  const wall = Temporal.Instant.fromEpochMilliseconds(wallMs).toZonedDateTimeISO("UTC").toPlainDateTime();
  return String(onClocks(wall, timeZone));
}

/** What a clock shows twice, when it is set back, is the first of the two; what it skips is an hour later. */
function onClocks(wall: Temporal.PlainDateTime, timeZone: string): EpochMs {
  return wall.toZonedDateTime(timeZone).epochMilliseconds;
}

function badTime(text: string, fault: string): BadLineError {
  return new BadLineError(`has a time of ${shown(text)}${fault}`, `has a time${fault}`);
}
