import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ColumnType } from "./column-type.ts";
import { propertyValues } from "./property-values.ts";

/** What a column's values are as bytes, after each was taken from a line, with whatever may stand behind it. */
function taken(type: ColumnType, sources: readonly string[]): Buffer {
  const values = propertyValues[type]();
  sources.forEach((source, index) => {
    const before = '{"key":';
    const line = Buffer.from(`${before}${source}${index % 2 === 0 ? "}" : ',"next":1}'}\n`);
    expect(values.take(line, before.length)).toBe(before.length + source.length);
  });
  return Buffer.from(values.taken().values);
}

describe("values of a typed column", () => {
  const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
  const short = fc
    .integer({ min: 1, max: 17 })
    .chain((digits) => fc.bigInt({ min: -(10n ** BigInt(digits)), max: 10n ** BigInt(digits) }));

  test("are the same integers, of any length", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(int64, short)), (integers) => {
        const bytes = taken("INT64", integers.map(String));
        expect(bytes.byteLength).toBe(integers.length * 8);
        expect(integers.map((_, index) => bytes.readBigInt64LE(index * 8))).toEqual(integers);
      }),
      { numRuns: 500 },
    );
  });

  test("are the same doubles, bit by bit", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true })), (doubles) => {
        const bytes = taken(
          "DOUBLE",
          doubles.map((value) => (Object.is(value, -0) ? "-0" : String(value))),
        );
        expect(doubles.map((_, index) => bytes.readDoubleLE(index * 8))).toEqual(doubles);
      }),
      { numRuns: 500 },
    );
  });

  test("are one bit each where they are booleans", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 40 }), (booleans) => {
        const bytes = taken("BOOLEAN", booleans.map(String));
        expect(bytes.byteLength).toBe(Math.ceil(booleans.length / 8));
        expect(booleans.map((_, index) => ((bytes[index >> 3] ?? 0) >> (index & 7)) % 2 === 1)).toEqual(booleans);
      }),
    );
  });

  test("are refused where the plan said that they are integers and they are not, whatever stands behind them", () => {
    for (const source of ["1.5", "12e3", '"12"', "-", "1234567890123456.5"]) {
      expect(() => taken("INT64", [source])).toThrow(SyntaxError);
    }
  });
});
