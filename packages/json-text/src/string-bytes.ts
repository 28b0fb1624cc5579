import type { ByteBuffer } from "@sluice/bytes";

/** Writes the value of the JSON string in a range with its quotes as UTF-8; lone surrogates become U+FFFD. */
export function writeStringValue(bytes: Uint8Array, start: number, end: number, out: ByteBuffer): void {
  out.reserve(end - start);
  const target = out.bytes;
  let to = out.length;
  let at = start + 1;
  while (at < end - 1) {
    const byte = bytes[at] ?? 0;
    if (byte !== backslash) {
      target[to++] = byte;
      at++;
      continue;
    }
    const letter = bytes[at + 1] ?? 0;
    if (letter !== letterU) {
      target[to++] = escaped[letter] ?? 0;
      at += 2;
      continue;
    }
    const unit = hexUnitAt(bytes, at + 2);
    at += escapeLength;
    const low = isHigh(unit) && bytes[at] === backslash && bytes[at + 1] === letterU ? hexUnitAt(bytes, at + 2) : 0;
    if (isLow(low)) {
      to = writeCodePoint(target, to, 0x10000 + (unit - 0xd800) * 0x400 + low - 0xdc00);
      at += escapeLength;
    } else {
      to = writeCodePoint(target, to, isHigh(unit) || isLow(unit) ? 0xfffd : unit);
    }
  }
  out.length = to;
}

/** What a letter behind a backslash stands for (RFC 8259 §7). */
const escaped = new Uint8Array(256);
for (const character of '"\\/') escaped[character.charCodeAt(0)] = character.charCodeAt(0);
for (const [letter, value] of ["b\b", "f\f", "n\n", "r\r", "t\t"].map((pair) => [...pair])) {
  escaped[letter?.charCodeAt(0) ?? 0] = value?.charCodeAt(0) ?? 0;
}

function hexUnitAt(bytes: Uint8Array, start: number): number {
  let unit = 0;
  for (let at = start; at < start + 4; at++) {
    const byte = bytes[at] ?? 0;
    // A digit, or a letter of either case.
    unit = unit * 16 + (byte <= nine ? byte - zero : (byte | 0x20) - letterA + 10);
  }
  return unit;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function writeCodePoint(target: Uint8Array, start: number, code: number): number {
  let to = start;
  if (code < 0x80) {
    target[to++] = code;
    return to;
  }
  if (code < 0x800) {
    target[to++] = 0xc0 | (code >> 6);
  } else {
    if (code < 0x10000) {
      target[to++] = 0xe0 | (code >> 12);
    } else {
      target[to++] = 0xf0 | (code >> 18);
      target[to++] = 0x80 | ((code >> 12) & 0x3f);
    }
    target[to++] = 0x80 | ((code >> 6) & 0x3f);
  }
  target[to++] = 0x80 | (code & 0x3f);
  return to;
}

const zero = 0x30;
const nine = 0x39;
const backslash = 0x5c;
const letterA = 0x61;
const letterU = 0x75;
const escapeLength = "\\u0000".length;
