import { type ColumnNameStyle, foldedColumnNames, keyNames } from "@sluice/encoding";
import { ByteKeyTable, takeObjectBytes } from "@sluice/json-text";
import { type ColumnValues, LevelRuns, writeColumnChunk } from "@sluice/parquet-file";
import type { KeyTypes } from "@sluice/types";
import { columnTypeOf } from "./column-type.ts";
import { unplannedKey } from "./errors.ts";
import type { RecordColumn } from "./map-column.ts";
import { type PropertyValues, propertyValues } from "./property-values.ts";
import { letterN, nullLength } from "./value-bytes.ts";

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
  const table = new ByteKeyTable();
  const columns = schema.map(({ types }, index) => new PropertyColumn(names[index] ?? "", types));
  const byKey = new Map(schema.map(({ key }, index) => [key, columns[index]]));
  const byIndex: (PropertyColumn | undefined)[] = [];
  let row = 0;

  const take = (keyIndex: number, bytes: Uint8Array, start: number): number => {
    let column = byIndex[keyIndex];
    if (column === undefined) {
      const key = table.keys[keyIndex] ?? "";
      column = byKey.get(key);
      if (column === undefined) throw unplannedKey(eventName, key);
      byIndex[keyIndex] = column;
    }
    return bytes[start] === letterN ? start + nullLength : column.take(row, bytes, start);
  };

  return {
    add(bytes, start) {
      takeObjectBytes(bytes, start, table, take);
      row++;
    },
    addEmpty() {
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

/** Takes values by their row; rows between them are null. */
class PropertyColumn {
  readonly #name: string;
  readonly #values: PropertyValues;
  readonly #definition = new LevelRuns();

  constructor(name: string, types: KeyTypes["types"]) {
    this.#name = name;
    this.#values = propertyValues[columnTypeOf(types)]();
  }

  take(row: number, bytes: Uint8Array, start: number): number {
    const definition = this.#definition;
    if (definition.count < row) definition.add(0, row - definition.count);
    definition.add(1, 1);
    return this.#values.take(bytes, start);
  }

  taken(rows: number): ColumnValues {
    const definition = this.#definition;
    definition.add(0, rows - definition.count);
    const { type } = this.#values;
    return { type, path: [this.#name], count: rows, definition, maxDefinition: 1, ...this.#values.taken() };
  }

  clear(): void {
    this.#definition.clear();
    this.#values.clear();
  }
}
