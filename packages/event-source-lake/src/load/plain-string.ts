/**
 * One past the closing quote of the string at `start` where it is written as `JSON.stringify` writes it; -1 where that
 * takes a closer look, as with `\u`, or where it is no string. Stops at a line feed at the latest.
 */
export function plainStringEnd(bytes: Uint8Array, start: number): number {
  if (bytes[start] !== quote) return -1;
  let at = start + 1;
  for (;;) {
    const byte = bytes[at] ?? 0;
    if (isSpecial[byte] === 0) {
      at++;
      continue;
    }
    if (byte === quote) return at + 1;
    if (byte !== backslash || isShortEscape[bytes[at + 1] ?? 0] === 0) return -1;
    at += 2;
  }
}

const quote = 0x22;
const backslash = 0x5c;

/** Quotes, backslashes and control characters. */
const isSpecial = tableOf((byte) => byte < 0x20 || byte === quote || byte === backslash);
/** After a backslash; `\/` is written as `/`. */
const isShortEscape = tableOf((byte) => '"\\bfnrt'.includes(String.fromCharCode(byte)));

function tableOf(holds: (byte: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => Number(holds(byte)));
}
