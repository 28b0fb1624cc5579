import { type ColumnNameStyle, foldedColumnNames, keyNames } from "@sluice/encoding";
import { KeyTable, scanObject } from "@sluice/json-text";
import { LevelRuns, writeColumnChunk } from "@sluice/parquet-file";
import type { KeyTypes } from "@sluice/types";
import { columnTypeOf } from "./column-type.ts";
import { unplannedKey } from "./errors.ts";
import type { RecordColumn } from "./map-column.ts";
import { propertyValues } from "./property-values.ts";
import { letterN } from "./value-text.ts";

/** The columns of a schema's keys, `<prefix>.<key>`, none of which differ by case only. */
export function propertyColumnNames(
  prefix: string,
  schema: readonly KeyTypes[],
  style: ColumnNameStyle,
): readonly string[] {
  const nameOf = keyNames(schema);
  return foldedColumnNames(
    schema.map(({ key }) => `${prefix}.${nameOf(key)}`),
    0,
    style,
  );
}

/** One nullable column for each key of the schema, with the name at its place. */
export function propertyColumns(
  names: readonly string[],
  schema: readonly KeyTypes[],
  eventName: string,
): RecordColumn {
  const table = new KeyTable();
  const columns = schema.map(({ types }, index) => propertyColumn(names[index] ?? "", types));
  const byKey = new Map(schema.map(({ key }, index) => [key, columns[index]]));
  const byIndex: (PropertyColumn | undefined)[] = [];
  let row = 0;

  const visit = (keyIndex: number, text: string, start: number, end: number): void => {
    let column = byIndex[keyIndex];
    if (column === undefined) {
      const key = table.keys[keyIndex] ?? "";
      column = byKey.get(key);
      if (column === undefined) throw unplannedKey(eventName, key);
      byIndex[keyIndex] = column;
    }
    if (text.charCodeAt(start) !== letterN) column.set(row, text, start, end);
  };

  return {
    add(object) {
      if (object !== "{}") scanObject(object, table, visit);
      row++;
    },
    write(out, codec) {
      const written = columns.map((column) => writeColumnChunk(out, column.taken(row), codec));
      for (const column of columns) column.clear();
      row = 0;
      return written;
    },
  };
}

type PropertyColumn = ReturnType<typeof propertyColumn>;

/** Takes values by their row; rows between them are null. */
function propertyColumn(name: string, types: KeyTypes["types"]) {
  const values = propertyValues[columnTypeOf(types)]();
  const definition = new LevelRuns();
  const fillTo = (row: number) => definition.add(0, row - definition.count);
  return {
    set(row: number, text: string, start: number, end: number): void {
      fillTo(row);
      definition.add(1, 1);
      values.add(text, start, end);
    },
    taken(rows: number) {
      fillTo(rows);
      return { type: values.type, path: [name], count: rows, definition, maxDefinition: 1 as const, ...values.taken() };
    },
    clear(): void {
      definition.clear();
      values.clear();
    },
  };
}
