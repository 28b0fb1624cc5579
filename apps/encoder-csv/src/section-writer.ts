import { KeyTable, scanObject } from "@sluice/json-text";
import { noColumn } from "./csv-columns.ts";
import { unplannedKey } from "./errors.ts";

/** Fills the cells of one part of a record. */
export type SectionWriter = (row: string[], object: string) => void;
export type CellWriter = (text: string, start: number, end: number, row: string[], column: number) => string;

/** Writes an object's values into their columns. `eventName` is for messages; null for profiles. */
export function sectionWriter(
  columnOf: ReadonlyMap<string, number>,
  cell: CellWriter,
  eventName: string | null,
): SectionWriter {
  const keys = new KeyTable();
  const columns: number[] = [];
  let row: string[] = [];
  const visit = (keyIndex: number, text: string, start: number, end: number): void => {
    let column = columns[keyIndex];
    if (column === undefined) {
      const key = keys.keys[keyIndex] ?? "";
      column = columnOf.get(key);
      if (column === undefined) throw unplannedKey(eventName, key);
      columns[keyIndex] = column;
    }
    const value = cell(text, start, end, row, column);
    if (column !== noColumn) row[column] = value;
  };
  return (target, object) => {
    if (object === "{}") return;
    row = target;
    scanObject(object, keys, visit);
  };
}
