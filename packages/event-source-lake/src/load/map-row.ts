import { KeyTable, scanObject } from "@sluice/json-text";
import { asString, converters } from "./cell-values.ts";
import type { LineRules } from "./line-fields.ts";
import type { ReadTime } from "./mapped-time.ts";
import { type EventMapping, type Field, type FileMapping, mappedColumns, type ProfileMapping } from "./mapping.ts";

/** A row's columns and their values as JSON texts. */
export type Row = ReadonlyMap<string, string>;

/** Reads a row that is a JSON object, but for numbers that are not finite. */
export function rowOf(object: string): Row {
  const row = new Map<string, string>();
  const keys = new KeyTable();
  scanObject(object, keys, (key, text, start, end) => row.set(keys.keys[key] ?? "", text.slice(start, end)));
  return row;
}

export interface RowReader {
  readonly mapping: FileMapping;
  /** The columns that the mapping takes although it does not name them. */
  readonly others: Fields;
  /** For each mapping but those of profiles without a time. */
  readonly time: ReadTime;
  readonly rules: LineRules;
}

/** Reads rows that have these columns. */
export function rowReader(columns: readonly string[], { mapping, time, rules }: Omit<RowReader, "others">): RowReader {
  const named = new Set(mappedColumns(mapping));
  const others = mapping.otherColumns === "drop" ? [] : columns.filter((column) => !named.has(column));
  const fields = others.map((column) => [column, { column, type: "auto" as const }] as const);
  return { mapping, others: Object.fromEntries(fields), time, rules };
}

/** The line that a row stands for. `instantMs` is its time where the file has it typed. Throws a `BadLineError`. */
export function recordLine(row: Row, reader: RowReader, instantMs?: number | null): string {
  const instant = (column: string) => reader.time(cell(row, column), instantMs);
  const { mapping } = reader;
  return mapping.type === "profile"
    ? profileLine(row, mapping, reader, instant)
    : eventLine(row, mapping, reader, instant);
}

type ReadInstant = (column: string) => string;

function eventLine(row: Row, mapping: EventMapping, { others, rules }: RowReader, instant: ReadInstant): string {
  const { eventName, eventId, profile, deviceInfo, sessionProps } = mapping;
  const name = "value" in eventName ? JSON.stringify(eventName.value) : asString(cell(row, eventName.column));
  const id = eventId === undefined ? "" : `,"eventId":${asString(cell(row, eventId))}`;
  const part = (fields: Fields) => partOf(row, fields, rules);
  return `{"type":"event"${id},"eventName":${name},"ts":${instant(mapping.ts.column)},"profile":${part(profile)},"deviceInfo":${part(deviceInfo)},"eventProps":${part({ ...others, ...mapping.eventProps })},"sessionProps":${part(sessionProps)}}`;
}

function profileLine(row: Row, mapping: ProfileMapping, { others, rules }: RowReader, instant: ReadInstant): string {
  const { updatedAt } = mapping;
  const since = updatedAt === undefined ? "" : `,"updatedAt":${instant(updatedAt.column)}`;
  return `{"type":"profile","profile":${partOf(row, { ...others, ...mapping.profile }, rules)}${since}}`;
}

/** Every column that a mapping names is there, or nothing was read. */
function cell(row: Row, column: string): string {
  return row.get(column) ?? "null";
}

type Fields = Readonly<Record<string, Field>>;

/** Empty cells and nulls are missing keys. */
function partOf(row: Row, fields: Fields, rules: LineRules): string {
  const entries = Object.entries(fields).flatMap(([key, { column, type }]) => {
    const value = converters[type](cell(row, column), rules);
    return value === null ? [] : [`${JSON.stringify(key)}:${value}`];
  });
  return `{${entries.join(",")}}`;
}
