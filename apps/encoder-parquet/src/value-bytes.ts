import type { ByteBuffer } from "@sluice/bytes";
import { isShortestAt, numberText, textAt, wellFormedStringAt } from "@sluice/json-text";

export const letterN = 0x6e;
export const letterT = 0x74;
const letterF = 0x66;
const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const openBracket = 0x5b;

/** Writes a JSON value that is not null as a byte array: a string as it is, anything else as its text. */
export function writeValue(out: ByteBuffer, bytes: Uint8Array, start: number, end: number): void {
  const first = bytes[start];
  if (first === quote) writeString(out, bytes, start, end);
  else if (isItsOwnText(first) || isShortestAt(bytes, start, end)) out.byteArray(bytes, start, end);
  else out.string(numberText(textAt(bytes, start, end)));
}

function isItsOwnText(first: number | undefined): boolean {
  return first === letterT || first === letterF || first === openBrace || first === openBracket;
}

function writeString(out: ByteBuffer, bytes: Uint8Array, start: number, end: number): void {
  if (hasBackslash(bytes, start, end)) out.string(wellFormedStringAt(bytes, start, end));
  else out.byteArray(bytes, start + 1, end - 1);
}

function hasBackslash(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start > maxLoopLength) return bytes.subarray(start, end).includes(backslash);
  for (let at = start; at < end; at++) if (bytes[at] === backslash) return true;
  return false;
}

/** A loop beats a call into the platform on short strings. */
const maxLoopLength = 96;
