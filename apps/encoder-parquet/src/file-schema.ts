import type { SchemaElement } from "@sluice/parquet-file";
import type { KeyTypes } from "@sluice/types";
import { type ColumnType, columnTypeOf } from "./column-type.ts";

/** A file's columns in order: the root, then every element with its children after it. */
export function fileSchema(columns: readonly (readonly SchemaElement[])[]): readonly SchemaElement[] {
  return [{ name: "schema", num_children: columns.length }, ...columns.flat()];
}

const string = { type: "BYTE_ARRAY", converted_type: "UTF8", logical_type: { type: "STRING" } } as const;

export function timestampElement(name: string): SchemaElement {
  return {
    name,
    type: "INT64",
    repetition_type: "REQUIRED",
    converted_type: "TIMESTAMP_MILLIS",
    logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MILLIS" },
  };
}

export function textElement(name: string): SchemaElement {
  return { name, repetition_type: "REQUIRED", ...string };
}

/** Parquet logical types, "Maps". */
export function mapElements(name: string): readonly SchemaElement[] {
  return [
    { name, repetition_type: "REQUIRED", num_children: 1, converted_type: "MAP", logical_type: { type: "MAP" } },
    { name: "key_value", repetition_type: "REPEATED", num_children: 2 },
    { name: "key", repetition_type: "REQUIRED", ...string },
    { name: "value", repetition_type: "OPTIONAL", ...string },
  ];
}

const typed: Readonly<Record<ColumnType, Partial<SchemaElement>>> = {
  BOOLEAN: { type: "BOOLEAN" },
  INT64: { type: "INT64" },
  DOUBLE: { type: "DOUBLE" },
  STRING: string,
};

export function propertyElement(name: string, types: KeyTypes["types"]): SchemaElement {
  return { name, repetition_type: "OPTIONAL", ...typed[columnTypeOf(types)] };
}
