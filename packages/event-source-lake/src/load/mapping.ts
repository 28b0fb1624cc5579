import { compactJson, JsonTextError, KeyTable, scanObject, stringValue } from "@sluice/json-text";
import { z } from "zod";
import { BadLineError } from "./line-fields.ts";

const fieldSchema = z.union([
  z.string().transform((column) => ({ column, type: "auto" as const })),
  z.strictObject({ column: z.string(), type: z.enum(["auto", "string", "number", "boolean", "json"]).default("auto") }),
]);
type Field = z.output<typeof fieldSchema>;

const instantColumnSchema = z.strictObject({
  column: z.string(),
  /** `local` is `yyyy-mm-dd hh:mm:ss` on the clocks of `timeZone`. */
  format: z.enum(["rfc3339", "epochMs", "epochSeconds", "local"]).default("rfc3339"),
  timeZone: z.string().default("UTC"),
});
type InstantColumn = z.output<typeof instantColumnSchema>;

const eventMappingSchema = z.strictObject({
  type: z.literal("event"),
  eventName: z.union([z.strictObject({ value: z.string() }), z.strictObject({ column: z.string() })]),
  ts: instantColumnSchema,
  eventId: z.string().optional(),
  profile: z.record(z.string(), fieldSchema).default({}),
  deviceInfo: z.record(z.string(), fieldSchema).default({}),
  eventProps: z.record(z.string(), fieldSchema).default({}),
  sessionProps: z.record(z.string(), fieldSchema).default({}),
  /** Columns that no field names: dropped, or put into `eventProps` under their own names. */
  otherColumns: z.enum(["drop", "eventProps"]).default("drop"),
});
type EventMapping = z.output<typeof eventMappingSchema>;

const profileMappingSchema = z.strictObject({
  type: z.literal("profile"),
  /** One of them has to be `identity` or `objectId`. */
  profile: z.record(z.string(), fieldSchema).default({}),
  updatedAt: instantColumnSchema.optional(),
  /** Columns that no field names: dropped, or put into the profile under their own names. */
  otherColumns: z.enum(["drop", "profile"]).default("drop"),
});
type ProfileMapping = z.output<typeof profileMappingSchema>;

/** How the columns of a CSV or Parquet file become events, which is the default, or profiles. */
export const fileMappingSchema = z.preprocess(
  (mapping) => (typeof mapping === "object" && mapping !== null ? { type: "event", ...mapping } : mapping),
  z.discriminatedUnion("type", [eventMappingSchema, profileMappingSchema]),
);
export type FileMapping = z.output<typeof fileMappingSchema>;

/** A row's columns and their values as JSON texts. */
export type Row = ReadonlyMap<string, string>;

/** Reads a row that is a JSON object. */
export function rowOf(object: string): Row {
  const row = new Map<string, string>();
  const keys = new KeyTable();
  scanObject(object, keys, (key, text, start, end) => row.set(keys.keys[key] ?? "", text.slice(start, end)));
  return row;
}

/** The line that a row stands for. Throws a `BadLineError`. */
export function recordLine(row: Row, mapping: FileMapping): string {
  return mapping.type === "profile" ? profileLine(row, mapping) : eventLine(row, mapping);
}

function eventLine(row: Row, mapping: EventMapping): string {
  const { eventName, eventId } = mapping;
  const name = "value" in eventName ? JSON.stringify(eventName.value) : asString(cell(row, eventName.column));
  const id = eventId === undefined ? "" : `,"eventId":${asString(cell(row, eventId))}`;
  const others = mapping.otherColumns === "drop" ? {} : otherFields(row, columnsOfEvent(mapping));
  const eventProps = partOf(row, { ...others, ...mapping.eventProps });
  return `{"type":"event"${id},"eventName":${name},"ts":${instantText(row, mapping.ts)},"profile":${partOf(row, mapping.profile)},"deviceInfo":${partOf(row, mapping.deviceInfo)},"eventProps":${eventProps},"sessionProps":${partOf(row, mapping.sessionProps)}}`;
}

function profileLine(row: Row, mapping: ProfileMapping): string {
  const { updatedAt } = mapping;
  const named = [...columnsOf(mapping.profile), ...(updatedAt ? [updatedAt.column] : [])];
  const others = mapping.otherColumns === "drop" ? {} : otherFields(row, named);
  const instant = updatedAt === undefined ? "" : `,"updatedAt":${instantText(row, updatedAt)}`;
  return `{"type":"profile","profile":${partOf(row, { ...others, ...mapping.profile })}${instant}}`;
}

function cell(row: Row, column: string): string {
  const value = row.get(column);
  if (value === undefined) throw new BadLineError(`has no column ${JSON.stringify(column)}`);
  return value;
}

function columnsOfEvent({ ts, eventId, eventName, profile, deviceInfo, eventProps, sessionProps }: EventMapping) {
  const parts = [profile, deviceInfo, eventProps, sessionProps].flatMap(columnsOf);
  return [ts.column, eventId ?? "", ...("column" in eventName ? [eventName.column] : []), ...parts];
}

function columnsOf(fields: Readonly<Record<string, Field>>): string[] {
  return Object.values(fields).map(({ column }) => column);
}

function otherFields(row: Row, named: readonly string[]): Record<string, Field> {
  const known = new Set(named);
  const others = [...row.keys()].filter((column) => !known.has(column));
  return Object.fromEntries(others.map((column) => [column, { column, type: "auto" as const }]));
}

/** Empty cells and nulls are missing keys. */
function partOf(row: Row, fields: Readonly<Record<string, Field>>): string {
  const entries = Object.entries(fields).flatMap(([key, { column, type }]) => {
    const value = converters[type](cell(row, column));
    return value === null ? [] : [`${JSON.stringify(key)}:${value}`];
  });
  return `{${entries.join(",")}}`;
}

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

const converters: Readonly<Record<Field["type"], (value: string) => string | null>> = {
  auto(value) {
    const text = textIn(value);
    if (text === null) return value === "null" ? null : value;
    if (text === "") return null;
    return jsonNumber.test(text) || text === "true" || text === "false" ? text : value;
  },
  string: (value) => (value === "null" || value === '""' ? null : asString(value)),
  number(value) {
    const text = textIn(value) ?? value;
    return text === "" || text === "null" ? null : numberText(text);
  },
  boolean(value) {
    const text = (textIn(value) ?? value).toLowerCase();
    if (text === "" || text === "null") return null;
    if (text === "true" || text === "1") return "true";
    if (text === "false" || text === "0") return "false";
    throw new BadLineError(`has ${text.slice(0, 50)} where true or false is expected`);
  },
  json(value) {
    const text = textIn(value) ?? value;
    if (text === "" || text === "null") return null;
    if (!isJson(text)) throw new BadLineError(`has ${text.slice(0, 50)} where JSON is expected`);
    return text;
  },
};

function numberText(text: string): string {
  if (!jsonNumber.test(text)) throw new BadLineError(`has ${text.slice(0, 50)} where a number is expected`);
  return text;
}

function isJson(text: string): boolean {
  try {
    compactJson(text);
    return true;
  } catch (error) {
    if (error instanceof JsonTextError) return false;
    throw error;
  }
}

/** What a JSON string says; null for any other value. */
function textIn(value: string): string | null {
  return value.startsWith('"') ? stringValue(value) : null;
}

function asString(value: string): string {
  return value.startsWith('"') || value === "null" ? value : JSON.stringify(value);
}

function instantText(row: Row, { column, format, timeZone }: InstantColumn): string {
  const value = cell(row, column);
  const text = (textIn(value) ?? value).trim();
  if (text === "" || text === "null") return "null";
  switch (format) {
    case "rfc3339":
      return value;
    case "epochMs":
      return numberText(text);
    case "epochSeconds":
      return String(Math.round(Number(numberText(text)) * 1_000));
    case "local":
      return String(localInstant(text, timeZone));
  }
}

function localInstant(text: string, timeZone: string): number {
  try {
    return Temporal.PlainDateTime.from(text.trim().replace(" ", "T")).toZonedDateTime(timeZone).epochMilliseconds;
  } catch {
    throw new BadLineError(`has a time of ${text.slice(0, 50)}; yyyy-mm-dd hh:mm:ss is expected`);
  }
}
