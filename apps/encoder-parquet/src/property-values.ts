import { ByteBuffer } from "@sluice/bytes";
import { doubleAt, textAt, valueEndAt } from "@sluice/json-text";
import type { ColumnValues } from "@sluice/parquet-file";
import type { ColumnType } from "./column-type.ts";
import { StringValues } from "./string-values.ts";
import { letterT } from "./value-bytes.ts";

/** The values of one typed column in a row group, without its nulls. */
export interface PropertyValues {
  readonly type: ColumnValues["type"];
  /** Adds the JSON value that starts at `start` and gives where it ends. */
  take(bytes: Uint8Array, start: number): number;
  taken(): Pick<ColumnValues, "dictionary" | "values">;
  clear(): void;
}

export const propertyValues: Readonly<Record<ColumnType, () => PropertyValues>> = {
  BOOLEAN: () => new BooleanValues(),
  INT64: () => new IntegerValues(),
  DOUBLE: () => new DoubleValues(),
  STRING: () => new StringValues(),
};

/** One bit each, the first value in the lowest bit (PLAIN). */
class BooleanValues implements PropertyValues {
  readonly type = "BOOLEAN";
  readonly #out = new ByteBuffer();
  #count = 0;

  take(bytes: Uint8Array, start: number): number {
    const bit = this.#count++ & 7;
    if (bit === 0) this.#out.uint8(0);
    if (bytes[start] === letterT) {
      const last = this.#out.length - 1;
      this.#out.bytes[last] = (this.#out.bytes[last] ?? 0) | (1 << bit);
    }
    return valueEndAt(bytes, start);
  }

  taken(): Pick<ColumnValues, "values"> {
    return { values: this.#out.written() };
  }

  clear(): void {
    this.#out.clear();
    this.#count = 0;
  }
}

class IntegerValues implements PropertyValues {
  readonly type = "INT64";
  readonly #out = new ByteBuffer();

  take(bytes: Uint8Array, start: number): number {
    const isNegative = bytes[start] === minus;
    const first = isNegative ? start + 1 : start;
    const last = first + maxShortDigits;
    let value = 0;
    let at = first;
    for (; at < last; at++) {
      const digit = (bytes[at] ?? 0) - zero;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    if (at === first || (bytes[at] !== comma && bytes[at] !== closeBrace)) return this.#takeOther(bytes, start);
    this.#out.safeInt64(isNegative ? -value : value);
    return at;
  }

  taken(): Pick<ColumnValues, "values"> {
    return { values: this.#out.written() };
  }

  clear(): void {
    this.#out.clear();
  }

  #takeOther(bytes: Uint8Array, start: number): number {
    const end = valueEndAt(bytes, start);
    this.#out.int64(BigInt(textAt(bytes, start, end)));
    return end;
  }
}

const minus = 0x2d;
const zero = 0x30;
const comma = 0x2c;
const closeBrace = 0x7d;
/** Integers of so many digits are far below 2^53. */
const maxShortDigits = 15;

class DoubleValues implements PropertyValues {
  readonly type = "DOUBLE";
  readonly #out = new ByteBuffer();

  take(bytes: Uint8Array, start: number): number {
    const end = valueEndAt(bytes, start);
    this.#out.float64(doubleAt(bytes, start, end));
    return end;
  }

  taken(): Pick<ColumnValues, "values"> {
    return { values: this.#out.written() };
  }

  clear(): void {
    this.#out.clear();
  }
}
