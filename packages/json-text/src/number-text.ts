/**
 * The shortest text with exactly the same value as a JSON number, or its source text where a double cannot hold that
 * value: `1.50` → `1.5`, `1e2` → `100`, `12345678901234567890` stays.
 */
export function numberText(source: string): string {
  if (isShortest(source)) return source;
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
const dot = 0x2e;
/** A double tells any two decimals of so many digits apart, so none of them has a shorter text than its own. */
const maxSteadyDigits = 15;
/** Below this many decimals nothing is so small that it is written with an exponent. */
const maxPlainDecimals = 6;

/** Whether a number is plainly its own shortest text; false where that takes a closer look. */
function isShortest(source: string): boolean {
  const first = source.charCodeAt(0) === minus ? 1 : 0;
  const { length } = source;
  if (length - first > maxSteadyDigits) return false;
  let point = -1;
  for (let at = first; at < length; at++) {
    const unit = source.charCodeAt(at);
    if (unit === dot) point = at;
    else if (unit < zero || unit > nine) return false;
  }
  if (point < 0) return true;
  return source.charCodeAt(length - 1) !== zero && length - 1 - point <= maxPlainDecimals;
}

/** The same for a number in a range of bytes. */
export function isShortestAt(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start] === minus ? start + 1 : start;
  if (end - first > maxSteadyDigits) return false;
  let point = -1;
  for (let at = first; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === dot) point = at;
    else if (byte < zero || byte > nine) return false;
  }
  if (point < 0) return true;
  return bytes[end - 1] !== zero && end - 1 - point <= maxPlainDecimals;
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
