import { ByteBuffer } from "@sluice/bytes";
import type { ColumnValues } from "@sluice/parquet-file";
import type { ColumnType } from "./column-type.ts";
import { StringValues } from "./string-values.ts";

/** The values of one typed column in a row group, without its nulls. */
export interface PropertyValues {
  readonly type: ColumnValues["type"];
  add(text: string, start: number, end: number): void;
  taken(): Pick<ColumnValues, "dictionary" | "values">;
  clear(): void;
}

export const propertyValues: Readonly<Record<ColumnType, () => PropertyValues>> = {
  BOOLEAN: booleans,
  INT64: () => numbers("INT64", writeInteger),
  DOUBLE: () => numbers("DOUBLE", (out, source) => out.float64(Number(source))),
  STRING: strings,
};

/** Integers of this many characters are far below 2^53. */
const maxShortLength = 15;

function writeInteger(out: ByteBuffer, source: string): void {
  if (source.length <= maxShortLength) out.safeInt64(Number(source));
  else out.int64(BigInt(source));
}

function numbers(type: "INT64" | "DOUBLE", write: (out: ByteBuffer, source: string) => void): PropertyValues {
  const out = new ByteBuffer();
  return {
    type,
    add: (text, start, end) => write(out, text.slice(start, end)),
    taken: () => ({ values: out.written() }),
    clear: () => out.clear(),
  };
}

/** One bit each, the first value in the lowest bit (PLAIN). */
function booleans(): PropertyValues {
  const out = new ByteBuffer();
  const letterT = 0x74;
  let count = 0;
  return {
    type: "BOOLEAN",
    add(text, start) {
      if (count % 8 === 0) out.uint8(0);
      const last = out.length - 1;
      if (text.charCodeAt(start) === letterT) out.bytes[last] = (out.bytes[last] ?? 0) | (1 << (count % 8));
      count++;
    },
    taken: () => ({ values: out.written() }),
    clear() {
      out.clear();
      count = 0;
    },
  };
}

function strings(): PropertyValues {
  const values = new StringValues();
  return {
    type: "BYTE_ARRAY",
    add: (text, start, end) => values.add(text, start, end),
    taken: () => values.taken(),
    clear: () => values.clear(),
  };
}
