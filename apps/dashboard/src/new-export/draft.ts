import type { Export, ExportOptions, ExportType, Format, Frequency, NewExport } from "../api/schema.d.ts";
import { optionsOf } from "../export/format-options.ts";
import { type ChosenRange, type RangeBounds, rangeOf } from "./range-presets.ts";

/** What the form holds: every field, also those that the present choices leave out. */
export interface Draft {
  readonly name: string;
  readonly connectionId: string;
  readonly type: ExportType;
  readonly eventNames: readonly string[];
  readonly frequency: Frequency;
  readonly range: ChosenRange;
  /** As typed. */
  readonly everyHours: string;
  /** RFC 3339; null for now. */
  readonly startFrom: string | null;
  readonly format: Format;
  readonly options: DraftOptions;
}

export type DraftOptions = Readonly<Required<ExportOptions>>;

/** What most exports are: recent events in the files that most tools read in place. */
export function emptyDraft(connectionId: string): Draft {
  return {
    name: "",
    connectionId,
    type: "allEvents",
    eventNames: [],
    frequency: "oneTime",
    range: { kind: "preset", preset: "last7Days" },
    everyHours: "24",
    startFrom: null,
    format: "parquet",
    options: defaultOptions,
  };
}

export const defaultOptions: DraftOptions = {
  eventId: false,
  jsonHeader: "eventName",
  parquetLayout: "map",
  // What the form recommends; the API's own default is the gzipped container.
  parquetContainer: "none",
  columnNames: "dotted",
};

/** The settings of another export. Its window is taken over as it was, its first window's start is not: that is now. */
export function draftLike(like: Export): Draft {
  const window = like.lastRun?.window;
  const range: ChosenRange =
    like.frequency === "oneTime" && window?.axis === "ts"
      ? { kind: "exact", from: window.from, to: window.to }
      : { kind: "preset", preset: "last7Days" };
  return {
    name: like.name === null ? "" : `${like.name} (copy)`,
    connectionId: like.connection.id,
    type: like.type,
    eventNames: like.eventNames ?? [],
    frequency: like.frequency,
    range,
    everyHours: String(like.everyHours ?? 24),
    startFrom: null,
    format: like.format,
    options: { ...defaultOptions, ...like.options },
  };
}

/** What the API is asked for: the fields that go with these choices, and no other. */
export function bodyOf(draft: Draft, bounds: RangeBounds): NewExport {
  const { type, frequency } = draft;
  const isWindow = frequency === "oneTime" && type !== "allProfiles";
  const range = isWindow ? rangeOf(draft.range, bounds) : { from: undefined, to: undefined };
  const name = draft.name.trim();
  return {
    name: name === "" ? null : name,
    connectionId: draft.connectionId,
    type,
    eventNames: type === "selectEvents" ? [...draft.eventNames] : undefined,
    frequency,
    from: range.from ?? undefined,
    to: range.to ?? undefined,
    everyHours: frequency === "recurring" ? hoursIn(draft.everyHours) : undefined,
    startFrom: frequency === "recurring" && type !== "allProfiles" ? (draft.startFrom ?? undefined) : undefined,
    format: draft.format,
    options: statedOptions(draft),
  };
}

/** What is typed for hours; `undefined` for nothing, which the API calls missing. */
export function hoursIn(text: string): number | undefined {
  const hours = Number(text.trim());
  return text.trim() === "" || Number.isNaN(hours) ? undefined : hours;
}

export type Missing = "connection" | "events" | "range" | "hours";

/** What has still to be said before anything can be told of the outcome; null when nothing has. */
export function missingIn(body: NewExport): Missing | null {
  const { connectionId, type, eventNames, frequency, from, to, everyHours } = body;
  if (connectionId === "") return "connection";
  if (type === "selectEvents" && (eventNames ?? []).length === 0) return "events";
  if (frequency === "recurring") return everyHours === undefined ? "hours" : null;
  return type !== "allProfiles" && (from === undefined || to === undefined) ? "range" : null;
}

function statedOptions({ type, format, options }: Draft): ExportOptions {
  const taken = new Set(optionsOf(type, format));
  return {
    eventId: taken.has("eventId") ? options.eventId : undefined,
    jsonHeader: taken.has("jsonHeader") ? options.jsonHeader : undefined,
    parquetLayout: taken.has("parquetLayout") ? options.parquetLayout : undefined,
    parquetContainer: taken.has("parquetContainer") ? options.parquetContainer : undefined,
    columnNames: taken.has("columnNames") ? options.columnNames : undefined,
  };
}
