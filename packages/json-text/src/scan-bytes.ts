import { viewOf } from "@sluice/bytes";

/** Called for each entry of an object, in order; the value is `bytes[start]` up to `bytes[end - 1]`. */
export type ByteEntryVisitor = (keyIndex: number, bytes: Uint8Array, start: number, end: number) => void;

/**
 * Numbers the keys it meets, in the order of their first appearance. Records of one kind mostly have the same keys in
 * the same order, so the key after the last one is guessed first and compared in place: no text is made for it.
 */
export class ByteKeyTable {
  /** The decoded keys by their number. */
  readonly keys: string[] = [];
  /** Each key as it stands in the text, with quotes and colon. */
  readonly #sources: KeySource[] = [];
  readonly #bySource = new Map<string, number>();
  readonly #byKey = new Map<string, number>();
  /** After each key, the one that came last, and the one that came after it before: some keys are not in every record. */
  readonly #next: number[] = [];
  readonly #other: number[] = [];
  #first = 0;

  /** How long the key that was found last is in the text, with quotes and colon. */
  lastLength = 0;

  /** The number of the key at `start`; `previous` is the number of the key before it, or -1. */
  indexAt(bytes: Uint8Array, start: number, previous: number): number {
    const guess = this.guessAt(bytes, start, previous);
    return guess >= 0 ? guess : this.lookUp(bytes, start, stringEndAt(bytes, start) + 1, previous);
  }

  /** The number of the key at `start` if it came after `previous` before; else -1. The bytes may be anything. */
  guessAt(bytes: Uint8Array, start: number, previous: number): number {
    const guess = previous < 0 ? this.#first : (this.#next[previous] ?? -1);
    if (this.#isKeyAt(bytes, start, guess)) return guess;
    const other = previous < 0 ? -1 : (this.#other[previous] ?? -1);
    return other !== guess && this.#isKeyAt(bytes, start, other) ? other : -1;
  }

  /** The number of the key that is a range of bytes, with quotes and colon. */
  lookUp(bytes: Uint8Array, start: number, end: number, previous: number): number {
    this.lastLength = end - start;
    const source = bytes.subarray(start, end);
    const text = utf8.decode(source);
    const known = this.#bySource.get(text) ?? this.#add(text, source);
    if (previous < 0) {
      this.#first = known;
    } else {
      this.#other[previous] = this.#next[previous] ?? -1;
      this.#next[previous] = known;
    }
    return known;
  }

  #isKeyAt(bytes: Uint8Array, start: number, key: number): boolean {
    const source = key < 0 ? undefined : this.#sources[key];
    if (source === undefined || start + source.length > bytes.byteLength) return false;
    if (!isAt(viewOf(bytes), start, source)) return false;
    this.lastLength = source.length;
    return true;
  }

  /** Two sources may spell one key (`"a"`, `"\u0061"`); both get its number. */
  #add(text: string, source: Uint8Array): number {
    const key = String(JSON.parse(text.slice(0, -1)));
    let index = this.#byKey.get(key);
    if (index === undefined) {
      index = this.keys.length;
      this.keys.push(key);
      this.#byKey.set(key, index);
      this.#sources.push(keySource(source));
      this.#next.push(index + 1);
      this.#other.push(-1);
    }
    this.#bySource.set(text, index);
    return index;
  }
}

/**
 * Visits the top-level entries of the JSON object that starts at `start`, which must be valid and without white space
 * outside strings, and gives where it ends. Nothing is parsed: values are handed on as ranges.
 */
export function scanObjectBytes(bytes: Uint8Array, start: number, keys: ByteKeyTable, visit: ByteEntryVisitor): number {
  let at = start + 1;
  let previous = -1;
  while (bytes[at] === quote) {
    const keyIndex = keys.indexAt(bytes, at, previous);
    const valueStart = at + keys.lastLength;
    const end = valueEndAt(bytes, valueStart);
    visit(keyIndex, bytes, valueStart, end);
    previous = keyIndex;
    at = end;
    if (bytes[at] === comma) at++;
  }
  return at + 1;
}

/** Same, for who goes through each value anyway: `take` gives one past the value that starts at `start`. */
export function takeObjectBytes(
  bytes: Uint8Array,
  start: number,
  keys: ByteKeyTable,
  take: (keyIndex: number, bytes: Uint8Array, start: number) => number,
): number {
  let at = start + 1;
  let previous = -1;
  while (bytes[at] === quote) {
    const keyIndex = keys.indexAt(bytes, at, previous);
    at = take(keyIndex, bytes, at + keys.lastLength);
    previous = keyIndex;
    if (bytes[at] === comma) at++;
  }
  return at + 1;
}

/** Visits the items of the JSON array that starts at `start`, under the same conditions, and gives where it ends. */
export function scanArrayBytes(
  bytes: Uint8Array,
  start: number,
  visit: (bytes: Uint8Array, start: number, end: number) => void,
): number {
  let at = start + 1;
  while (bytes[at] !== closeBracket) {
    const end = valueEndAt(bytes, at);
    visit(bytes, at, end);
    at = end;
    if (bytes[at] === comma) at++;
  }
  return at + 1;
}

/** One past the value that starts at `start`. */
export function valueEndAt(bytes: Uint8Array, start: number): number {
  const first = bytes[start] ?? 0;
  if (first === quote) return stringEndAt(bytes, start);
  if (first === openBrace || first === openBracket) return nestedEndAt(bytes, start);
  let at = start + 1;
  for (;;) {
    const byte = bytes[at] ?? closeBrace;
    if (byte === comma || byte === closeBrace || byte === closeBracket) return at;
    at++;
  }
}

/** One past the closing quote of the string that starts at `start`. */
export function stringEndAt(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  const nearEnd = at + maxLoopLength;
  for (;;) {
    const byte = bytes[at] ?? quote;
    if (byte === quote) return at + 1;
    at += byte === backslash ? 2 : 1;
    if (at >= nearEnd) return farStringEnd(bytes, start, at);
  }
}

/** The same for a string of which a first part has been passed: the platform finds quotes faster in long ones. */
function farStringEnd(bytes: Uint8Array, start: number, from: number): number {
  let end = bytes.indexOf(quote, from);
  while (end >= 0 && bytes[end - 1] === backslash && isEscaped(bytes, start, end)) end = bytes.indexOf(quote, end + 1);
  return end < 0 ? bytes.byteLength : end + 1;
}

/** Whether an odd number of backslashes stands before `at`. */
function isEscaped(bytes: Uint8Array, start: number, at: number): boolean {
  let from = at;
  while (from > start && bytes[from - 1] === backslash) from--;
  return (at - from) % 2 === 1;
}

function nestedEndAt(bytes: Uint8Array, start: number): number {
  let depth = 0;
  let at = start;
  while (at < bytes.byteLength) {
    const byte = bytes[at];
    if (byte === quote) {
      at = stringEndAt(bytes, at);
      continue;
    }
    if (byte === openBrace || byte === openBracket) depth++;
    else if (byte === closeBrace || byte === closeBracket) depth--;
    at++;
    if (depth === 0) return at;
  }
  return at;
}

/** A key's bytes, of which there are three at least, to be compared four at a time. */
interface KeySource {
  readonly length: number;
  /** As many as fit. */
  readonly words: Int32Array;
  /** The last three bytes and the one before them, if there is one. */
  readonly end: number;
}

function keySource(source: Uint8Array): KeySource {
  const { byteLength } = source;
  const view = viewOf(source);
  const words = Int32Array.from({ length: byteLength >> 2 }, (_, index) => view.getInt32(index * 4, true));
  return { length: byteLength, words, end: endAt(view, 0, byteLength) };
}

function isAt(view: DataView, start: number, { length, words, end }: KeySource): boolean {
  if (endAt(view, start, length) !== end) return false;
  for (let index = 0; index < words.length; index++) {
    if (view.getInt32(start + index * 4, true) !== words[index]) return false;
  }
  return true;
}

function endAt(view: DataView, start: number, length: number): number {
  if (length >= 4) return view.getInt32(start + length - 4, true);
  return (view.getUint16(start, true) << 8) | view.getUint8(start + 2);
}

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
/** A loop beats a call into the platform on short strings. */
const maxLoopLength = 96;
