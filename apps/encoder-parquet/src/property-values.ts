import { ByteBuffer } from "@sluice/bytes";
import { doubleAt, textAt } from "@sluice/json-text";
import type { ColumnValues } from "@sluice/parquet-file";
import type { ColumnType } from "./column-type.ts";
import { StringValues } from "./string-values.ts";
import { letterT } from "./value-bytes.ts";

/** The values of one typed column in a row group, without its nulls. */
export interface PropertyValues {
  readonly type: ColumnValues["type"];
  add(bytes: Uint8Array, start: number, end: number): void;
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

  add(bytes: Uint8Array, start: number): void {
    const bit = this.#count++ & 7;
    if (bit === 0) this.#out.uint8(0);
    if (bytes[start] !== letterT) return;
    const last = this.#out.length - 1;
    this.#out.bytes[last] = (this.#out.bytes[last] ?? 0) | (1 << bit);
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

  add(bytes: Uint8Array, start: number, end: number): void {
    // Integers of this many characters are far below 2^53.
    if (end - start <= maxShortLength) this.#out.safeInt64(doubleAt(bytes, start, end));
    else this.#out.int64(BigInt(textAt(bytes, start, end)));
  }

  taken(): Pick<ColumnValues, "values"> {
    return { values: this.#out.written() };
  }

  clear(): void {
    this.#out.clear();
  }
}

const maxShortLength = 15;

class DoubleValues implements PropertyValues {
  readonly type = "DOUBLE";
  readonly #out = new ByteBuffer();

  add(bytes: Uint8Array, start: number, end: number): void {
    this.#out.float64(doubleAt(bytes, start, end));
  }

  taken(): Pick<ColumnValues, "values"> {
    return { values: this.#out.written() };
  }

  clear(): void {
    this.#out.clear();
  }
}
