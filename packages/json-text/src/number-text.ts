/**
 * The shortest text with exactly the same value as a JSON number, or its source text where a double cannot hold that
 * value: `1.50` → `1.5`, `1e2` → `100`, `12345678901234567890` stays.
 */
export function numberText(source: string): string {
  if (isShortInteger(source)) return source;
  const shortest = doubleText(Number(source));
  return shortest === source || sameDecimal(source, shortest) ? shortest : source;
}

/** Whether a double's shortest text denotes exactly this number. */
export function isExactDouble(source: string): boolean {
  const value = Number(source);
  return Number.isFinite(value) && sameDecimal(source, doubleText(value));
}

/** The shortest text of a double; minus zero keeps its sign. */
function doubleText(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

const zero = 0x30;
const nine = 0x39;
const minus = 0x2d;
/** Integers of this many digits are below 2^53 and print as they stand. */
const maxShortDigits = 15;

function isShortInteger(source: string): boolean {
  let at = source.charCodeAt(0) === minus ? 1 : 0;
  if (source.length - at > maxShortDigits) return false;
  for (; at < source.length; at++) {
    const unit = source.charCodeAt(at);
    if (unit < zero || unit > nine) return false;
  }
  return true;
}

function sameDecimal(a: string, b: string): boolean {
  const x = decimalOf(a);
  const y = decimalOf(b);
  return x !== null && y !== null && x.digits === y.digits && x.exponent === y.exponent && x.sign === y.sign;
}

/** `digits` × 10^`exponent` without zeros at either end, so that equal numbers have equal parts. */
function decimalOf(text: string): { sign: string; digits: string; exponent: bigint } | null {
  const parts = /^(-?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!parts) return null;
  const [, sign = "", whole = "", fraction = "", power = "0"] = parts;
  const all = (whole + fraction).replace(/^0+/, "");
  const digits = withoutLastZeros(all);
  if (digits === "") return { sign, digits, exponent: 0n };
  const exponent = BigInt(power) - BigInt(fraction.length) + BigInt(all.length - digits.length);
  return { sign, digits, exponent };
}

/** A regular expression would try every run of zeros in a long number, which takes the square of its length. */
function withoutLastZeros(digits: string): string {
  let end = digits.length;
  while (digits.charCodeAt(end - 1) === zero) end--;
  return digits.slice(0, end);
}
