import type { SchemaElement } from "@sluice/parquet-file";

/**
 * A file of blocks is Parquet with one row for each block: up to some hundred KiB of one event's records, in the order of
 * `ts` and id. What a block holds of its records lies in lists beside its lines:
 *
 * - `event_name`; `records`; `min_ts`, `max_ts` in epoch milliseconds
 * - `ts`, `captured`: epoch milliseconds of each record; `captured` only where records of several loads are in one file
 * - `sizes`: four numbers for each record: bytes of its line, of its `profile`, `deviceInfo` and `sessionProps` (0: none)
 * - `id`: the records' ids
 * - `lines`: the records as lines of the JSON format, with `ts` in UTC
 *
 * A row group is one or more blocks, read at once.
 */
export const sizesPerRecord = 4;

export function blockSchema(hasCaptured: boolean): readonly SchemaElement[] {
  const columns = [
    [text("event_name")],
    [integer("records", "INT32")],
    [integer("min_ts", "INT64")],
    [integer("max_ts", "INT64")],
    list("ts", integer("element", "INT64")),
    ...(hasCaptured ? [list("captured", integer("element", "INT64"))] : []),
    list("sizes", integer("element", "INT32")),
    list("id", text("element")),
    [text("lines")],
  ];
  return [{ name: "schema", num_children: columns.length }, ...columns.flat()];
}

/** The path of a list's values. */
export function listPath(name: string): readonly string[] {
  return [name, "list", "element"];
}

function text(name: string): SchemaElement {
  const string = { converted_type: "UTF8", logical_type: { type: "STRING" } } as const;
  return { name, repetition_type: "REQUIRED", type: "BYTE_ARRAY", ...string };
}

function integer(name: string, type: "INT32" | "INT64"): SchemaElement {
  return { name, repetition_type: "REQUIRED", type };
}

/** Parquet logical types, "Lists". */
function list(name: string, element: SchemaElement): readonly SchemaElement[] {
  return [
    { name, repetition_type: "REQUIRED", num_children: 1, converted_type: "LIST", logical_type: { type: "LIST" } },
    { name: "list", repetition_type: "REPEATED", num_children: 1 },
    element,
  ];
}
