import { type ByteEntryVisitor, ByteKeyTable, scanObjectBytes } from "@sluice/json-text";
import { type CsvColumns, noColumn } from "./csv-columns.ts";
import { unplannedKey } from "./errors.ts";
import type { RowCells } from "./row-cells.ts";

/** Finds the cells of one part of a record: of the object that starts at `start`. */
export type SectionScanner = (bytes: Uint8Array, start: number) => void;

/** Scans an object's values into their columns. `eventName` is for messages; null for profiles. */
export function sectionScanner(
  columnOf: ReadonlyMap<string, number>,
  { starts, ends }: RowCells,
  eventName: string | null,
): SectionScanner {
  const keys = new ByteKeyTable();
  const columnAt = plannedColumns(keys, columnOf, eventName);
  const visit: ByteEntryVisitor = (keyIndex, _bytes, start, end) => {
    const column = columnAt(keyIndex);
    if (column === noColumn) return;
    starts[column] = start;
    ends[column] = end;
  };
  return (bytes, start) => {
    scanObjectBytes(bytes, start, keys, visit);
  };
}

/** The same for `deviceInfo`, with the object `dimensions` spread over its columns. */
export function deviceInfoScanner(columns: CsvColumns, cells: RowCells, eventName: string): SectionScanner {
  const { starts, ends } = cells;
  const { deviceInfo } = columns.sections;
  const keys = new ByteKeyTable();
  const columnAt = plannedColumns(keys, deviceInfo, eventName);
  const spread = dimensionsScanner(columns.dimensions, cells);
  const dimensions = deviceInfo.get("dimensions");
  const visit: ByteEntryVisitor = (keyIndex, bytes, start, end) => {
    const column = columnAt(keyIndex);
    const saysAll = column === dimensions && bytes[start] === openBrace && spread(bytes, start);
    if (column === noColumn) return;
    starts[column] = saysAll ? 0 : start;
    ends[column] = end;
  };
  return (bytes, start) => {
    scanObjectBytes(bytes, start, keys, visit);
  };
}

/** The columns of a table's keys, each looked up once. */
function plannedColumns(
  { keys }: ByteKeyTable,
  columnOf: ReadonlyMap<string, number>,
  eventName: string | null,
): (keyIndex: number) => number {
  const columns: number[] = [];
  return (keyIndex) => {
    const known = columns[keyIndex];
    if (known !== undefined) return known;
    const key = keys[keyIndex] ?? "";
    const column = columnOf.get(key);
    if (column === undefined) throw unplannedKey(eventName, key);
    columns[keyIndex] = column;
    return column;
  };
}

/** Fills the columns of the known keys, and tells whether they say all there is, so that the object needs no cell. */
function dimensionsScanner(
  columnOf: ReadonlyMap<string, number>,
  { starts, ends }: RowCells,
): (bytes: Uint8Array, start: number) => boolean {
  const keys = new ByteKeyTable();
  let saysAll = true;
  const visit: ByteEntryVisitor = (keyIndex, _bytes, start, end) => {
    const column = columnOf.get(keys.keys[keyIndex] ?? "");
    if (column === undefined) {
      saysAll = false;
    } else if (column !== noColumn) {
      starts[column] = start;
      ends[column] = end;
    }
  };
  return (bytes, start) => {
    saysAll = bytes[start + 1] === quote;
    scanObjectBytes(bytes, start, keys, visit);
    return saysAll;
  };
}

const quote = 0x22;
const openBrace = 0x7b;
