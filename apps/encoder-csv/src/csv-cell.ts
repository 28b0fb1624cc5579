import { ByteBuffer } from "@sluice/bytes";
import { isShortestAt, numberText, textAt, writeStringValue } from "@sluice/json-text";

/**
 * Writes a JSON value's cell to `target` at `at`, and gives where it ends: strings as they are, null empty, nested values
 * as their JSON text (RFC 4180 §2.5 to 2.7). It takes at most `maxCellBytes`.
 */
export function writeCell(target: Uint8Array, at: number, bytes: Uint8Array, start: number, end: number): number {
  switch (bytes[start]) {
    case quote:
      return writeString(target, at, bytes, start, end);
    case letterN:
      return at;
    case openBrace:
    case openBracket:
      return writeText(target, at, bytes, start, end);
    case letterT:
    case letterF:
      return copy(target, at, bytes, start, end);
    default:
      return isShortestAt(bytes, start, end)
        ? copy(target, at, bytes, start, end)
        : writeAscii(target, at, numberText(textAt(bytes, start, end)));
  }
}

/** How much room the cell of so many bytes of JSON takes: quotes may double, and a number's own text be longer. */
export function maxCellBytes(byteLength: number): number {
  return byteLength * 2 + maxNumberBytes;
}

/** Writes the cell of a text in UTF-8. An empty one is `""`, so that it differs from null and from a missing key. */
export function writeTextCell(out: ByteBuffer, bytes: Uint8Array, start: number, end: number): void {
  out.reserve(maxCellBytes(end - start));
  out.length = start === end ? writeEmpty(out.bytes, out.length) : writeText(out.bytes, out.length, bytes, start, end);
}

/** Copies as long as the JSON is the cell as it stands: quotes and line breaks have a backslash there. */
function writeString(target: Uint8Array, at: number, bytes: Uint8Array, start: number, end: number): number {
  let to = at;
  for (let from = start + 1; from < end - 1; from++) {
    const byte = bytes[from] ?? 0;
    if (byte === comma || byte === backslash) return writeHardString(target, at, bytes, start, end);
    target[to++] = byte;
  }
  return to > at ? to : writeEmpty(target, at);
}

function writeEmpty(target: Uint8Array, at: number): number {
  target[at] = quote;
  target[at + 1] = quote;
  return at + 2;
}

function writeHardString(target: Uint8Array, at: number, bytes: Uint8Array, start: number, end: number): number {
  value.clear();
  writeStringValue(bytes, start, end, value);
  return writeText(target, at, value.bytes, 0, value.length);
}

const value = new ByteBuffer();

function writeText(target: Uint8Array, at: number, bytes: Uint8Array, start: number, end: number): number {
  if (!needsQuotes(bytes, start, end)) return copy(target, at, bytes, start, end);
  let to = at;
  target[to++] = quote;
  for (let from = start; from < end; from++) {
    const byte = bytes[from] ?? 0;
    if (byte === quote) target[to++] = quote;
    target[to++] = byte;
  }
  target[to++] = quote;
  return to;
}

function needsQuotes(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte === quote || byte === comma || byte === carriageReturn || byte === lineFeed) return true;
  }
  return false;
}

function copy(target: Uint8Array, at: number, bytes: Uint8Array, start: number, end: number): number {
  let to = at;
  for (let from = start; from < end; from++) target[to++] = bytes[from] ?? 0;
  return to;
}

function writeAscii(target: Uint8Array, at: number, text: string): number {
  for (let index = 0; index < text.length; index++) target[at + index] = text.charCodeAt(index);
  return at + text.length;
}

const maxNumberBytes = 32;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const quote = 0x22;
const comma = 0x2c;
const openBracket = 0x5b;
const backslash = 0x5c;
const letterF = 0x66;
const letterN = 0x6e;
const letterT = 0x74;
const openBrace = 0x7b;
