import type { ByteBuffer } from "@sluice/bytes";
import { isShortestAt, numberText, textAt, valueEndAt, wellFormedStringAt } from "@sluice/json-text";

export const letterN = 0x6e;
export const letterT = 0x74;
export const quote = 0x22;
export const backslash = 0x5c;
export const nullLength = "null".length;

/**
 * Writes the JSON value that starts at `start` and is not null as a byte array: a string as it is, anything else as its
 * text. Gives where the value ends.
 */
export function takeValue(out: ByteBuffer, bytes: Uint8Array, start: number): number {
  if (bytes[start] === quote) return takeString(out, bytes, start);
  const end = valueEndAt(bytes, start);
  if (isNumber(bytes[start]) && !isShortestAt(bytes, start, end)) out.string(numberText(textAt(bytes, start, end)));
  else out.byteArray(bytes, start, end);
  return end;
}

/** Copies a string while it looks for the end, up to where that may take a closer look. */
function takeString(out: ByteBuffer, bytes: Uint8Array, start: number): number {
  out.reserve(lengthBytes + maxLoopLength);
  const { bytes: target, length } = out;
  const last = start + 1 + maxLoopLength;
  let to = length + lengthBytes;
  for (let at = start + 1; at < last; at++) {
    const byte = bytes[at] ?? quote;
    if (byte === quote) {
      out.view.setUint32(length, to - length - lengthBytes, true);
      out.length = to;
      return at + 1;
    }
    if (byte === backslash) break;
    target[to++] = byte;
  }
  return takeLongString(out, bytes, start);
}

function takeLongString(out: ByteBuffer, bytes: Uint8Array, start: number): number {
  const end = valueEndAt(bytes, start);
  if (bytes.subarray(start, end).includes(backslash)) out.string(wellFormedStringAt(bytes, start, end));
  else out.byteArray(bytes, start + 1, end - 1);
  return end;
}

/** Of values that are no strings, only those of numbers begin with less than a letter or a bracket. */
function isNumber(first = 0): boolean {
  return first < 0x40;
}

/** Before each byte array. */
const lengthBytes = 4;
/** A loop beats a call into the platform on short strings. */
const maxLoopLength = 96;
