import { KeyTable, scanObject, valueTypeOf } from "@sluice/json-text";
import { compareCodePoints, type KeyTypes, type ValueType, valueTypeSchema } from "@sluice/types";

/** More keys than any table has columns for; they come from ids used as keys. */
export const maxKeys = 5_000;

const allTypes = valueTypeSchema.options;
const bitOf = new Map<ValueType, number>(allTypes.map((type, index) => [type, 1 << index]));
/** These have columns of their own in CSV, so other members of `dimensions` are counted as keys. */
const dimensionKeys = new Set(["width", "height", "unit"]);

/** The keys of objects and the types of their values; those of the object under the key `spread` are counted too. */
export class KeyStatistics {
  readonly #keys = new KeyTable();
  readonly #types: number[] = [];
  readonly #spread: string | null;
  readonly #spreadKeys: KeyStatistics | null;

  constructor(spread: string | null = null) {
    this.#spread = spread;
    this.#spreadKeys = spread === null ? null : new KeyStatistics();
  }

  get size(): number {
    return this.#keys.keys.length + (this.#spreadKeys?.size ?? 0);
  }

  add(object: string): void {
    if (object !== "{}") scanObject(object, this.#keys, this.#visit);
  }

  readonly #visit = (key: number, text: string, start: number, end: number): void => {
    const type = valueTypeOf(text, start, end);
    this.#types[key] = (this.#types[key] ?? 0) | (bitOf.get(type) ?? 0);
    if (type === "object" && this.#spread !== null && this.#keys.keys[key] === this.#spread) {
      this.#spreadKeys?.add(text.slice(start, end));
    }
  };

  toList(): KeyTypes[] {
    const own = this.#keys.keys.map((key, index) => ({ key, types: typesOf(this.#types[index] ?? 0) }));
    const spread = this.#spreadKeys?.toList().filter(({ key }) => !dimensionKeys.has(key)) ?? [];
    const known = new Set(own.map(({ key }) => key));
    const nested = spread.map(({ key, types }) => ({ key: `${this.#spread}.${key}`, types }));
    return [...own, ...nested.filter(({ key }) => !known.has(key))].sort((a, b) => compareCodePoints(a.key, b.key));
  }
}

function typesOf(bits: number): ValueType[] {
  return allTypes.filter((type) => (bits & (bitOf.get(type) ?? 0)) !== 0);
}
