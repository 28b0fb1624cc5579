import { foldedColumnNames } from "@sluice/encoding";
import { compareCodePoints, type EventSchema, type FormatOptions, type KeyTypes } from "@sluice/types";
import { uniqueNames } from "./unique-names.ts";

/** The columns of one event, the same in all its objects of a run, because the run's plan fixes the schema. */
export interface CsvColumns {
  readonly names: readonly string[];
  /** The column of each key. */
  readonly sections: Readonly<Record<keyof EventSchema, ReadonlyMap<string, number>>>;
  /** The columns of the keys in the object `deviceInfo.dimensions`. */
  readonly dimensions: ReadonlyMap<string, number>;
}

type CsvOptions = Pick<FormatOptions, "eventId" | "columnNames">;

/**
 * The fixed columns, then one for each other key. No two columns have one name, so nothing a record holds is lost:
 * - `deviceInfo.dimensions` is an object whose keys have columns: `width`, `height`, `unit`, and others as the schema
 *   names them (`dimensions.depth`). Only where it was ever something else than an object is there a column of its own.
 * - A key of `deviceInfo` that is spelt `dimensions.width` has that column, unless the object needs it.
 * - A column whose name is taken, or which only lone surrogates tell from another, ends with `~` and 8 hex digits of the
 *   SHA-256 of its key's JSON text.
 * Underscored names are told apart as readers see them that take letters of either case for the same.
 */
export function csvColumns(schema: EventSchema, { eventId, columnNames }: CsvOptions): CsvColumns {
  const names = fixedColumns(eventId);
  const fixedCount = names.length;
  const fixed = new Map(names.map((name, index) => [name, index]));
  const others = sectionNames.flatMap((section) =>
    schema[section]
      .filter((keyTypes) => section !== "deviceInfo" || !isSpread(keyTypes))
      .toSorted((a, b) => compareCodePoints(a.key, b.key))
      .map(({ key }) => ({ section, key, name: `${section}.${key}`.toWellFormed() })),
  );
  const hasDimensions = schema.deviceInfo.some(({ key, types }) => key === "dimensions" && types.includes("object"));
  const taken = new Set(hasDimensions ? dimensionKeys.map(dimensionColumn) : []);
  const unique = uniqueNames(names, others, taken);
  const sections: Record<keyof EventSchema, Map<string, number>> = {
    profile: new Map(),
    deviceInfo: new Map(),
    eventProps: new Map(),
    sessionProps: new Map(),
  };
  for (const { section, ...column } of others) {
    const name = unique(column);
    sections[section].set(column.key, fixed.get(name) ?? names.push(name) - 1);
  }
  if (schema.deviceInfo.some(isSpread)) sections.deviceInfo.set("dimensions", noColumn);
  const headers = columnNames === "dotted" ? names : foldedColumnNames(names, fixedCount, columnNames);
  return { names: headers, sections, dimensions: dimensionColumns(fixed, sections.deviceInfo) };
}

/** Where the cell of a value goes that its parts say already. */
export const noColumn = -1;

function isSpread({ key, types }: KeyTypes): boolean {
  return key === "dimensions" && types.every((type) => type === "object" || type === "null");
}

function dimensionColumns(
  fixed: ReadonlyMap<string, number>,
  deviceInfo: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const prefix = "dimensions.";
  const nested = [...deviceInfo].filter(([key]) => key.startsWith(prefix));
  return new Map([
    ...nested.map(([key, column]) => [key.slice(prefix.length), column] as const),
    ...dimensionKeys.map((key) => [key, fixed.get(dimensionColumn(key)) ?? noColumn] as const),
  ]);
}

const sectionNames = ["profile", "deviceInfo", "eventProps", "sessionProps"] as const;
const dimensionKeys = ["width", "height", "unit"] as const;

function dimensionColumn(key: string): string {
  return `deviceInfo.dimensions.${key}`;
}

/** Every event has these, in this order; `controlGroupName` is empty, as no stored event has such a value. */
function fixedColumns(withEventId: boolean): string[] {
  return [
    "ts",
    "eventName",
    ...(withEventId ? ["eventId"] : []),
    "profile.identity",
    "profile.objectId",
    "profile.all_identities",
    "profile.platform",
    "profile.phone",
    "profile.name",
    "profile.email",
    "profile.push_token",
    "deviceInfo.make",
    "deviceInfo.model",
    "deviceInfo.appVersion",
    "deviceInfo.sdkVersion",
    "deviceInfo.osVersion",
    "deviceInfo.browser",
    "deviceInfo.dpi",
    ...dimensionKeys.map(dimensionColumn),
    "controlGroupName",
  ];
}
