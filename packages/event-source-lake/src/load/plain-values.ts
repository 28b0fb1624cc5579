import { textAt, valueTypeOf } from "@sluice/json-text";
import { DistinctKeys } from "./distinct-keys.ts";
import { bitOfType } from "./key-types.ts";
import { plainStringEnd } from "./plain-string.ts";

/**
 * Passes JSON values that are plainly as `compactJson` would leave them, in bytes that are UTF-8 and have a line feed at
 * their end. Whatever takes a closer look is for others.
 */
export class PlainValues {
  /** The type of the value that was passed last. */
  typeBit = 0;
  readonly #keysAtDepth: DistinctKeys[] = [];

  /** One past the value at `start`; -1 where it is not plain. */
  endOf(bytes: Uint8Array, start: number, depth = 0): number {
    const first = bytes[start] ?? 0;
    if (first === quote) {
      this.typeBit = bitOfType.string;
      return plainStringEnd(bytes, start);
    }
    if (first === minus || (first >= zero && first <= nine)) return this.#numberEnd(bytes, start);
    if (first === openBrace) return this.#objectEnd(bytes, start, depth);
    if (first === openBracket) return this.#arrayEnd(bytes, start, depth);
    return this.#wordEnd(bytes, start, first);
  }

  #objectEnd(bytes: Uint8Array, start: number, depth: number): number {
    if (depth >= maxDepth) return -1;
    const keys = this.#keysAt(depth);
    keys.begin();
    let previous = -1;
    let at = start + 1;
    if (bytes[at] !== closeBrace) {
      for (;;) {
        previous = keys.keyAt(bytes, at, previous);
        if (previous < 0) return -1;
        at = this.endOf(bytes, at + keys.table.lastLength, depth + 1);
        if (at < 0) return -1;
        const next = bytes[at];
        if (next === closeBrace) break;
        if (next !== comma) return -1;
        at++;
      }
    }
    this.typeBit = bitOfType.object;
    return at + 1;
  }

  #keysAt(depth: number): DistinctKeys {
    let keys = this.#keysAtDepth[depth];
    if (keys === undefined || keys.isFull) {
      keys = new DistinctKeys();
      this.#keysAtDepth[depth] = keys;
    }
    return keys;
  }

  #arrayEnd(bytes: Uint8Array, start: number, depth: number): number {
    if (depth >= maxDepth) return -1;
    let at = start + 1;
    if (bytes[at] !== closeBracket) {
      for (;;) {
        at = this.endOf(bytes, at, depth + 1);
        if (at < 0) return -1;
        const next = bytes[at];
        if (next === closeBracket) break;
        if (next !== comma) return -1;
        at++;
      }
    }
    this.typeBit = bitOfType.array;
    return at + 1;
  }

  #wordEnd(bytes: Uint8Array, start: number, first: number): number {
    const word = first === letterT ? wordTrue : first === letterF ? wordFalse : wordNull;
    for (let i = 0; i < word.length; i++) {
      if (bytes[start + i] !== word[i]) return -1;
    }
    this.typeBit = word === wordNull ? bitOfType.null : bitOfType.boolean;
    return start + word.length;
  }

  /** RFC 8259 §6; what follows is the caller's to judge. */
  #numberEnd(bytes: Uint8Array, start: number): number {
    const first = bytes[start] === minus ? start + 1 : start;
    let at = digitsEnd(bytes, first);
    if (at === first || (bytes[first] === zero && at > first + 1)) return -1;
    let isPlain = true;
    let bit: number = bitOfType.integer;
    if (bytes[at] === dot) {
      const fraction = at + 1;
      at = digitsEnd(bytes, fraction);
      if (at === fraction) return -1;
      bit = bitOfType.double;
    }
    if (bytes[at] === letterE || bytes[at] === largeE) {
      isPlain = false;
      const sign = bytes[at + 1];
      const exponent = sign === minus || sign === plus ? at + 2 : at + 1;
      at = digitsEnd(bytes, exponent);
      if (at === exponent) return -1;
    }
    // Minus zero is no integer; a double holds any number of 15 digits as it is written.
    if (at - first > maxSteadyDigits || (bytes[first] === zero && first > start)) isPlain = false;
    this.typeBit = isPlain ? bit : bitOfType[valueTypeOf(textAt(bytes, start, at))];
    return at;
  }
}

function digitsEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  for (;;) {
    const byte = bytes[at] ?? 0;
    if (byte < zero || byte > nine) return at;
    at++;
  }
}

const quote = 0x22;
const comma = 0x2c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const minus = 0x2d;
const plus = 0x2b;
const dot = 0x2e;
const zero = 0x30;
const nine = 0x39;
const letterE = 0x65;
const largeE = 0x45;
const letterT = 0x74;
const letterF = 0x66;
const wordTrue = Buffer.from("true");
const wordFalse = Buffer.from("false");
const wordNull = Buffer.from("null");
const maxSteadyDigits = 15;
/** Deeper values are rare. */
const maxDepth = 32;
