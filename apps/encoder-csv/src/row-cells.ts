import type { ByteBuffer } from "@sluice/bytes";
import { maxCellBytes, writeCell } from "./csv-cell.ts";

/**
 * Where a row's values are in a line of JSON, by column: keys come in any order, but cells are written in one. Of a column
 * that has no value the start is 0, where no line has one.
 */
export interface RowCells {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

export function rowCells(columnCount: number): RowCells {
  return { starts: new Uint32Array(columnCount), ends: new Uint32Array(columnCount) };
}

/**
 * Writes the cells from column `first` on, and the end of the row: values of a line that has so many bytes. Afterwards no
 * column has a value.
 */
export function writeCells(
  { starts, ends }: RowCells,
  first: number,
  bytes: Uint8Array,
  lineBytes: number,
  out: ByteBuffer,
): void {
  // A byte of the line is in two cells at most: in one of a key of `dimensions`, and in that of the whole object.
  out.reserve(maxCellBytes(lineBytes * 2) + starts.length * maxCellBytes(1));
  const target = out.bytes;
  let at = out.length;
  for (let column = first; column < starts.length; column++) {
    if (column > 0) target[at++] = comma;
    const start = starts[column] ?? 0;
    if (start === 0) continue;
    starts[column] = 0;
    at = writeCell(target, at, bytes, start, ends[column] ?? 0);
  }
  target[at++] = carriageReturn;
  target[at++] = lineFeed;
  out.length = at;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const comma = 0x2c;
