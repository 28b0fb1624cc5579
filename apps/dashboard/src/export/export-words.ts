import type { Export, ExportOptions, Window } from "../api/schema.d.ts";
import { exportTexts } from "../texts/export.ts";
import { count, counted, date } from "../ui/figures.ts";
import { isEverythingBefore } from "./everything-before.ts";

type Described = Pick<Export, "name" | "type" | "eventNames" | "format" | "frequency" | "everyHours" | "lastRun">;

/** What an export is called: its own name, or what it is, such as `All events as Parquet, every 4 hours`. */
export function exportTitle(described: Described, timeZone: string): string {
  return described.name ?? exportInWords(described, timeZone);
}

/** `Charged and 2 more as CSV, 1 Oct 2026 to 1 Nov 2026`. */
export function exportInWords(described: Described, timeZone: string): string {
  return `${whatInWords(described)} as ${exportTexts.formats[described.format]}, ${whenInWords(described, timeZone)}`;
}

export function whatInWords({ type, eventNames }: Pick<Export, "type" | "eventNames">): string {
  if (type !== "selectEvents" || eventNames === null) return exportTexts.types[type];
  const [first, second, ...rest] = eventNames;
  if (first === undefined) return exportTexts.types[type];
  if (second === undefined) return first;
  return rest.length === 0 ? `${first} and ${second}` : `${first}, ${second} and ${count(rest.length)} more`;
}

export function frequencyInWords({ everyHours }: Pick<Export, "everyHours">): string {
  if (everyHours === null) return "One time";
  return everyHours === 24 ? "Every day (24 h)" : `Every ${counted(everyHours, "hour")}`;
}

function whenInWords({ everyHours, lastRun }: Described, timeZone: string): string {
  if (everyHours !== null) return everyHours === 24 ? "every day" : `every ${counted(everyHours, "hour")}`;
  return lastRun === null ? "one time" : daysInWords(lastRun.window, timeZone);
}

/** The days that a window touches: it ends before its `to`. */
function daysInWords({ from, to }: Window, timeZone: string): string {
  if (isEverythingBefore(from)) return exportTexts.asOf(date(to, timeZone));
  const [first, last] = [date(from, timeZone), date(new Date(to).getTime() - 1, timeZone)];
  return first === last ? first : `${first} to ${last}`;
}

type OptionWords = { readonly [Name in keyof ExportOptions]-?: (value: NonNullable<ExportOptions[Name]>) => string };

const optionWords: OptionWords = {
  eventId: (value) => (value ? "with event ids" : "without event ids"),
  jsonHeader: (value) => (value === "eventName" ? "first line names the event" : "no first line"),
  parquetLayout: (value) => (value === "map" ? "properties as maps" : "a column for each property"),
  parquetContainer: (value) => (value === "gzip" ? "files gzipped" : "files not gzipped"),
  columnNames: (value) => (value === "dotted" ? "names with dots" : "names with underscores"),
};

/** An export's options, those of its format, in words. */
export function optionsInWords(options: ExportOptions): readonly string[] {
  const { eventId, jsonHeader, parquetLayout, parquetContainer, columnNames } = options;
  return [
    ...(jsonHeader === undefined ? [] : [optionWords.jsonHeader(jsonHeader)]),
    ...(parquetLayout === undefined ? [] : [optionWords.parquetLayout(parquetLayout)]),
    ...(parquetContainer === undefined ? [] : [optionWords.parquetContainer(parquetContainer)]),
    ...(columnNames === undefined ? [] : [optionWords.columnNames(columnNames)]),
    ...(eventId === undefined ? [] : [optionWords.eventId(eventId)]),
  ];
}
