import { scanObjectBytes, textAt, valueTypeOf } from "@sluice/json-text";
import { compareCodePoints, type KeyTypes } from "@sluice/types";
import { DistinctKeys } from "./distinct-keys.ts";
import { bitOfType, typesOf } from "./key-types.ts";
import type { PlainValues } from "./plain-values.ts";

/** More keys than any table has columns for; they come from ids used as keys. */
export const maxKeys = 5_000;

/** These have columns of their own in CSV, so other members of `dimensions` are counted as keys. */
const dimensionKeys = new Set(["width", "height", "unit"]);

/** The keys of objects and the types of their values; those of the object under the key `spread` are counted too. */
export class KeyStatistics {
  readonly #keys = new DistinctKeys();
  /** By the keys' numbers; keys of lines that turned out to be bad have none. */
  readonly #types: number[] = [];
  readonly #spread: string | null;
  #spreadKeys: KeyStatistics | null = null;
  #ownSize = 0;

  constructor(spread: string | null = null) {
    this.#spread = spread;
  }

  get size(): number {
    return this.#ownSize + (this.#spreadKeys?.size ?? 0);
  }

  /** Counts the compact object at `start`. */
  add(bytes: Uint8Array, start: number): void {
    scanObjectBytes(bytes, start, this.#keys.table, this.#visit);
  }

  readonly #visit = (key: number, bytes: Uint8Array, start: number, end: number): void => {
    const first = bytes[start] ?? 0;
    const isNumber = first === minus || (first >= zero && first <= nine);
    const bit = bitOfType[valueTypeOf(isNumber ? textAt(bytes, start, end) : String.fromCharCode(first))];
    this.note(key, bit);
    if (bit === bitOfType.object && this.#isSpread(key)) this.#ofSpread().add(bytes, start);
  };

  /**
   * One past the object at `start` where it is plain, with what is new about it in `found`; else -1. The object's line
   * may still turn out to be bad.
   */
  plainEnd(bytes: Uint8Array, start: number, values: PlainValues, found: FoundTypes): number {
    const keys = this.#keys;
    keys.begin();
    let previous = -1;
    let at = start + 1;
    if (bytes[at] === closeBrace) return at + 1;
    for (;;) {
      previous = keys.keyAt(bytes, at, previous);
      if (previous < 0) return -1;
      at += keys.table.lastLength;
      if (bytes[at] === openBrace && this.#isSpread(previous)) {
        at = this.#ofSpread().plainEnd(bytes, at, values, found);
        values.typeBit = bitOfType.object;
      } else {
        at = values.endOf(bytes, at);
      }
      if (at < 0) return -1;
      if (((this.#types[previous] ?? 0) & values.typeBit) === 0) found.push(this, previous, values.typeBit);
      const next = bytes[at];
      if (next === closeBrace) return at + 1;
      if (next !== comma) return -1;
      at++;
    }
  }

  #ofSpread(): KeyStatistics {
    this.#spreadKeys ??= new KeyStatistics();
    return this.#spreadKeys;
  }

  #isSpread(key: number): boolean {
    return this.#spread !== null && this.#keys.table.keys[key] === this.#spread;
  }

  note(key: number, typeBit: number): void {
    const known = this.#types[key] ?? 0;
    if (known === 0) this.#ownSize++;
    while (this.#types.length < key) this.#types.push(0);
    this.#types[key] = known | typeBit;
  }

  toList(): KeyTypes[] {
    const own = this.#keys.table.keys
      .map((key, index) => ({ key, types: typesOf(this.#types[index] ?? 0) }))
      .filter(({ types }) => types.length > 0);
    const spread = this.#spreadKeys?.toList().filter(({ key }) => !dimensionKeys.has(key)) ?? [];
    const known = new Set(own.map(({ key }) => key));
    const nested = spread.map(({ key, types }) => ({ key: `${this.#spread}.${key}`, types }));
    return [...own, ...nested.filter(({ key }) => !known.has(key))].sort((a, b) => compareCodePoints(a.key, b.key));
  }
}

/** What a line tells of keys that was not known before, until the whole line is known to be good. */
export class FoundTypes {
  readonly #statistics: KeyStatistics[] = [];
  readonly #keys: number[] = [];
  readonly #typeBits: number[] = [];

  push(statistics: KeyStatistics, key: number, typeBit: number): void {
    this.#statistics.push(statistics);
    this.#keys.push(key);
    this.#typeBits.push(typeBit);
  }

  /** Counts it. Gives whether there was anything. */
  keep(): boolean {
    const { length } = this.#keys;
    for (let i = 0; i < length; i++) this.#statistics[i]?.note(this.#keys[i] ?? 0, this.#typeBits[i] ?? 0);
    this.drop();
    return length > 0;
  }

  drop(): void {
    if (this.#keys.length === 0) return;
    this.#statistics.length = 0;
    this.#keys.length = 0;
    this.#typeBits.length = 0;
  }
}

const comma = 0x2c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const minus = 0x2d;
const zero = 0x30;
const nine = 0x39;
