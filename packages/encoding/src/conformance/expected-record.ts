import { numberText } from "@sluice/json-text";
import type { EventSchema, KeyTypes } from "@sluice/types";
import { tsFormatter } from "../format-ts.ts";
import type { SampleRecord } from "./sample-record.ts";

declare global {
  /** ECMAScript 2026; TypeScript's own library does not have them yet. */
  interface JSON {
    rawJSON(text: string): object;
    isRawJSON(value: unknown): boolean;
  }
}

/** A key and its value as text, null where the value is. */
export type ReadEntry = readonly [key: string, text: string | null];

/** What a reader of a format found. Entries come in any order. */
export interface ReadRecord {
  /** As `yyyymmddHHMMSS`. */
  readonly ts: string;
  readonly eventName: string;
  /** Null where the object has none. */
  readonly eventId: string | null;
  readonly profile: readonly ReadEntry[];
  readonly deviceInfo: readonly ReadEntry[];
  readonly eventProps: readonly ReadEntry[];
  readonly sessionProps: readonly ReadEntry[];
}

/** Where a format writes something else than the text of a value; what is left out is as in CSV and Parquet. */
export interface Dialect {
  /** Of strings, keys and event ids. Lone surrogates become U+FFFD unless said otherwise. */
  readonly string?: (text: string) => string;
  /** Of numbers, from their source text. The shortest text of the same value unless said otherwise. */
  readonly number?: (source: string) => string;
  /** Of objects and arrays, from their compact JSON text. */
  readonly nested?: (json: string) => string;
  /** Of the event's name; else as other strings. */
  readonly eventName?: (name: string) => string;
  /** Parts that a reader cannot give back entry by entry; tests of the format's own hold them. */
  readonly unheld?: readonly (keyof EventSchema)[];
  /** Times are instants, which the reader gives in UTC; else they are in the project's time zone. */
  readonly tsInUtc?: boolean;
  /** Of a section's keys, from all that the run has; else as other strings. */
  readonly names?: (section: keyof EventSchema, keys: readonly string[]) => (key: string) => string;
  /** A null reads like a key that is missing. */
  readonly nullIsMissing?: boolean;
}

export interface ExpectedContext {
  readonly eventName: string;
  readonly timeZone: string;
  readonly withEventId: boolean;
}

/** What a reader must find for a record, in code-unit order of keys. */
export function expectedRecord(
  record: SampleRecord,
  context: ExpectedContext,
  dialect: Dialect,
  schema: EventSchema,
): ReadRecord {
  const entries = (json: string, section: keyof EventSchema) =>
    expectedEntries(json, dialect, section, schema[section]);
  const text = dialect.string ?? wellFormed;
  return {
    ts: Buffer.from(tsFormatter(dialect.tsInUtc ? "UTC" : context.timeZone)(record.tsMs)).toString("latin1"),
    eventName: (dialect.eventName ?? text)(context.eventName),
    eventId: context.withEventId ? text(record.eventId) : null,
    profile: entries(record.profile, "profile"),
    deviceInfo: entries(record.deviceInfo, "deviceInfo"),
    eventProps: entries(record.eventProps, "eventProps"),
    sessionProps: entries(record.sessionProps, "sessionProps"),
  };
}

/** A record as it is compared: entries in key order, without those that nobody holds. */
export function comparable(record: ReadRecord, { unheld = [] }: Dialect): ReadRecord {
  const entries = (section: keyof EventSchema) => (unheld.includes(section) ? [] : sorted(record[section]));
  return {
    ...record,
    profile: entries("profile"),
    deviceInfo: entries("deviceInfo"),
    eventProps: entries("eventProps"),
    sessionProps: entries("sessionProps"),
  };
}

/**
 * The entries of an object's JSON text: strings decoded, numbers in their source text, nested values as compact JSON.
 * Read by the runtime's own parser, not by the scanner that encoders use.
 */
export function sectionEntries(json: string): ReadEntry[] {
  const object: unknown = parseKeepingNumbers(json);
  return Object.entries(Object(object)).map(([key, value]) => [key, valueText(value)]);
}

/** The entries that a reader must find for an object's JSON text, in code-unit order of keys. */
export function expectedEntries(
  json: string,
  dialect: Dialect,
  section: keyof EventSchema,
  keys: readonly KeyTypes[],
): readonly ReadEntry[] {
  const { string = wellFormed, number = numberText, nested = (text) => text, nullIsMissing = false } = dialect;
  const name =
    dialect.names?.(
      section,
      keys.map(({ key }) => key),
    ) ?? string;
  const entries = Object.entries(Object(parseKeepingNumbers(json))).map(([key, value]): ReadEntry => {
    const text = valueText(value);
    if (text === null) return [name(key), null];
    if (typeof value === "string") return [name(key), string(text)];
    if (JSON.isRawJSON(value)) return [name(key), number(text)];
    return [name(key), typeof value === "object" ? nested(text) : text];
  });
  return sorted(nullIsMissing ? entries.filter(([, text]) => text !== null) : entries);
}

function valueText(value: unknown): string | null {
  if (value === null) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}

function parseKeepingNumbers(json: string): unknown {
  return JSON.parse(json, (_key, value: unknown, context?: { source?: string }) =>
    typeof value === "number" && context?.source !== undefined ? JSON.rawJSON(context.source) : value,
  );
}

export function sorted(entries: readonly ReadEntry[]): readonly ReadEntry[] {
  return entries.toSorted(([a, x], [b, y]) => compare(a, b) || compare(x ?? "", y ?? ""));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function wellFormed(text: string): string {
  return text.toWellFormed();
}
