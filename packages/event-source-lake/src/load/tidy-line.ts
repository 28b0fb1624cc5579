import type { ByteBuffer } from "@sluice/bytes";

/**
 * Writes a line as `JSON.stringify` would have written it, as far as other programs commonly differ: without a space
 * after commas and colons, and with characters for escapes such as `\u00e9`, as Python's `json.dumps` makes them. The
 * line's bytes may be anything; what is not JSON does not become JSON by it.
 */
export function tidyLine(bytes: Uint8Array, start: number, end: number, out: ByteBuffer): void {
  out.length = 0;
  out.reserve(end - start + 1);
  const tidy = out.bytes;
  let length = 0;
  let isString = false;
  let at = start;
  while (at < end) {
    const byte = bytes[at++] ?? 0;
    if (byte === quote) {
      isString = !isString;
      tidy[length++] = byte;
    } else if (!isString) {
      tidy[length++] = byte;
      if ((byte === comma || byte === colon) && bytes[at] === space) at++;
    } else if (byte !== backslash) {
      tidy[length++] = byte;
    } else if (bytes[at] !== letterU) {
      tidy[length++] = byte;
      if (at < end) tidy[length++] = bytes[at++] ?? 0;
    } else {
      const unit = unitAt(bytes, at + 1);
      const low =
        isHighSurrogate(unit) && bytes[at + 5] === backslash && bytes[at + 6] === letterU ? unitAt(bytes, at + 7) : -1;
      if (isLowSurrogate(low)) {
        const point = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
        tidy[length++] = 0xf0 | (point >> 18);
        tidy[length++] = 0x80 | ((point >> 12) & 0x3f);
        tidy[length++] = 0x80 | ((point >> 6) & 0x3f);
        tidy[length++] = 0x80 | (point & 0x3f);
        at += 11;
      } else if (unit < 0x80 || (unit >= 0xd800 && unit <= 0xdfff)) {
        tidy[length++] = byte;
      } else if (unit < 0x800) {
        tidy[length++] = 0xc0 | (unit >> 6);
        tidy[length++] = 0x80 | (unit & 0x3f);
        at += 5;
      } else {
        tidy[length++] = 0xe0 | (unit >> 12);
        tidy[length++] = 0x80 | ((unit >> 6) & 0x3f);
        tidy[length++] = 0x80 | (unit & 0x3f);
        at += 5;
      }
    }
  }
  tidy[length++] = lineFeed;
  out.length = length;
}

/** The UTF-16 unit that four hexadecimal digits stand for; -1 where they are none. */
function unitAt(bytes: Uint8Array, start: number): number {
  let unit = 0;
  for (let at = start; at < start + 4; at++) {
    const digit = digitOf[bytes[at] ?? 0] ?? -1;
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

const digitOf = Int8Array.from({ length: 256 }, (_, byte) => {
  const digit = "0123456789abcdef".indexOf(String.fromCharCode(byte).toLowerCase());
  return byte < 0x80 ? digit : -1;
});

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const space = 0x20;
const letterU = 0x75;
const lineFeed = 0x0a;
