/** Called for each entry of an object, in order; the value's source text is `text.slice(start, end)`. */
export type EntryVisitor = (keyIndex: number, text: string, start: number, end: number) => void;

/**
 * Numbers the keys it meets, in the order of their first appearance. Records of one kind mostly have the same keys in
 * the same order, so the key after the last one is guessed first and compared in place: no text is made for it.
 */
export class KeyTable {
  /** The decoded keys by their number. */
  readonly keys: string[] = [];
  /** Each key as it stands in the text, with quotes and colon. */
  readonly #sources: string[] = [];
  readonly #bySource = new Map<string, number>();
  readonly #byKey = new Map<string, number>();
  readonly #next: number[] = [];
  #first = 0;

  /** How long the key that `indexAt` found last is in the text, with quotes and colon. */
  lastLength = 0;

  /** The number of the key at `start`; `previous` is the number of the key before it, or -1. */
  indexAt(text: string, start: number, previous: number): number {
    const guess = previous < 0 ? this.#first : this.#next[previous];
    const guessed = guess === undefined ? undefined : this.#sources[guess];
    if (guess !== undefined && guessed !== undefined && isAt(text, start, guessed)) {
      this.lastLength = guessed.length;
      return guess;
    }
    const source = text.slice(start, stringEnd(text, start) + 1);
    this.lastLength = source.length;
    return this.#lookUp(source, previous);
  }

  #lookUp(source: string, previous: number): number {
    const known = this.#bySource.get(source) ?? this.#add(source);
    if (previous < 0) this.#first = known;
    else this.#next[previous] = known;
    return known;
  }

  /** Two sources may spell one key (`"a"`, `"\u0061"`); both get its number. */
  #add(source: string): number {
    const key = String(JSON.parse(source.slice(0, -1)));
    let index = this.#byKey.get(key);
    if (index === undefined) {
      index = this.keys.length;
      this.keys.push(key);
      this.#byKey.set(key, index);
      this.#sources.push(source);
      this.#next.push(index + 1);
    }
    this.#bySource.set(source, index);
    return index;
  }
}

/**
 * Visits the top-level entries of a JSON object's text, which must be valid and without white space outside strings.
 * Nothing is parsed: values are handed on as ranges of the text.
 */
export function scanObject(text: string, keys: KeyTable, visit: EntryVisitor): void {
  let at = 1;
  let previous = -1;
  while (text.charCodeAt(at) === quote) {
    const keyIndex = keys.indexAt(text, at, previous);
    const start = at + keys.lastLength;
    const end = valueEnd(text, start);
    visit(keyIndex, text, start, end);
    previous = keyIndex;
    at = end + 1;
  }
}

/** Visits the items of a JSON array's text, under the same conditions as `scanObject`. */
export function scanArray(text: string, visit: (text: string, start: number, end: number) => void): void {
  let at = 1;
  while (at < text.length - 1) {
    const end = valueEnd(text, at);
    visit(text, at, end);
    at = end + 1;
  }
}

/** `text.startsWith(part, start)`, which takes longer for parts as short as keys. */
function isAt(text: string, start: number, part: string): boolean {
  for (let at = 0; at < part.length; at++) {
    if (text.charCodeAt(start + at) !== part.charCodeAt(at)) return false;
  }
  return true;
}

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** One past the value that starts at `start`. */
function valueEnd(text: string, start: number): number {
  const first = text.charCodeAt(start);
  if (first === quote) return stringEnd(text, start);
  if (first === openBrace || first === openBracket) return nestedEnd(text, start);
  let at = start + 1;
  for (; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === comma || unit === closeBrace || unit === closeBracket) break;
  }
  return at;
}

/** One past the closing quote of the string that starts at `start`. */
function stringEnd(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (text.charCodeAt(end - 1) === backslash && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end + 1;
}

/** Whether an odd number of backslashes stands before `at`. */
function isEscaped(text: string, at: number): boolean {
  let from = at;
  while (text.charCodeAt(from - 1) === backslash) from--;
  return (at - from) % 2 === 1;
}

function nestedEnd(text: string, start: number): number {
  let depth = 0;
  let at = start;
  for (;;) {
    const unit = text.charCodeAt(at);
    if (unit === quote) {
      at = stringEnd(text, at);
      continue;
    }
    if (unit === openBrace || unit === openBracket) depth++;
    else if (unit === closeBrace || unit === closeBracket) depth--;
    at++;
    if (depth === 0) return at;
  }
}
