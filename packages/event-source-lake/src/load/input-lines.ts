import { isUtf8 } from "node:buffer";
import { ByteBuffer, NumberList } from "@sluice/bytes";
import type { BadLine, LineBatch } from "./line-batch.ts";

const lineFeed = 0x0a;
/** Far above what a record may have, so that the reason given is the record's size. */
export const maxLineBytes = 8 * 1024 * 1024;
export const tooLong = `is longer than ${maxLineBytes / 1024 / 1024} MiB`;

/**
 * Cuts bytes into lines, some at a time, which hold until the next ones are asked for. A line that is too long is passed
 * over without being held.
 */
export async function* inputLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<LineBatch> {
  const held = new ByteBuffer();
  let line = 1;
  let isTooLong = false;
  for await (const chunk of bytes) {
    held.append(chunk);
    const end = chunk.lastIndexOf(lineFeed) + 1;
    if (end > 0) {
      const rest = chunk.byteLength - end;
      const cut = cutLines(held.bytes.subarray(0, held.length - rest), line, isTooLong);
      isTooLong = false;
      line = cut.nextLine;
      yield cut.batch;
      held.bytes.copyWithin(0, held.length - rest, held.length);
      held.length = rest;
    }
    if (held.length > maxLineBytes) isTooLong = true;
    if (isTooLong) held.length = 0;
  }
  if (!isTooLong && held.length === 0) return;
  held.uint8(lineFeed);
  yield cutLines(held.bytes.subarray(0, held.length), line, isTooLong).batch;
}

/** Cuts whole lines; the first of them may be the end of one that is too long. */
function cutLines(
  bytes: Buffer,
  firstLine: number,
  isFirstTooLong: boolean,
): { readonly batch: LineBatch; readonly nextLine: number } {
  const [starts, ends] = [new NumberList(), new NumberList()];
  const lineNumbers: number[] = [];
  const bad = new Map<number, BadLine>();
  let line = firstLine;
  let start = 0;
  for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, start)) {
    const from = line === 1 && hasByteOrderMark(bytes) ? start + byteOrderMark.length : start;
    const isBad = isFirstTooLong && line === firstLine;
    if (isBad || !isBlank(bytes, from, end)) {
      if (isBad) bad.set(starts.length, { line, reason: tooLong, kind: tooLong });
      starts.push(from);
      ends.push(end);
      lineNumbers.push(line);
    }
    start = end + 1;
    line++;
  }
  const batch = {
    length: starts.length,
    bytes,
    starts: starts.written(),
    ends: ends.written(),
    lineNumbers,
    bad,
    isUtf8: isUtf8(bytes),
  };
  return { batch, nextLine: line };
}

const byteOrderMark = Buffer.from("\ufeff");

function hasByteOrderMark(bytes: Buffer): boolean {
  return byteOrderMark.equals(bytes.subarray(0, byteOrderMark.length));
}

/** Whether a line is white space alone, of whatever script. */
function isBlank(bytes: Buffer, start: number, end: number): boolean {
  const first = bytes[start] ?? 0;
  return (first <= space || first >= firstBeyondAscii) && bytes.toString("utf8", start, end).trim() === "";
}

const space = 0x20;
const firstBeyondAscii = 0x80;
