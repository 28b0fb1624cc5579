import { textAt } from "./value-bytes.ts";

/** The double that a JSON number in a range of bytes stands for: what `Number` makes of its text, bit by bit. */
export function doubleAt(bytes: Uint8Array, start: number, end: number): number {
  const isNegative = bytes[start] === minus;
  let value = 0;
  let point = end;
  let digits = 0;
  for (let at = isNegative ? start + 1 : start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= zero && byte <= nine) {
      value = value * 10 + (byte - zero);
      if (value > 0) digits++;
    } else if (byte === dot) point = at + 1;
    else return Number(textAt(bytes, start, end));
  }
  const decimals = end - point;
  if (digits > maxDigits || value >= firstUnsafe || decimals > maxDecimals) return Number(textAt(bytes, start, end));
  // Both sides are exact, so that the quotient is rounded once, as it should be.
  const absolute = decimals === 0 ? value : value / (powersOfTen[decimals] ?? 1);
  return isNegative ? -absolute : absolute;
}

const zero = 0x30;
const nine = 0x39;
const minus = 0x2d;
const dot = 0x2e;
/** Sixteen digits that come to 2^53 or more can have been rounded on the way; then the sum is not below it either. */
const maxDigits = 16;
const firstUnsafe = 2 ** 53;
/** 10^22 is the last power of ten that a double holds exactly. */
const maxDecimals = 22;
const powersOfTen = Float64Array.from({ length: maxDecimals + 1 }, (_, power) => Number(`1e${power}`));
