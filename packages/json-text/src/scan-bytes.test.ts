import { ByteBuffer } from "@sluice/bytes";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ByteKeyTable,
  isShortestAt,
  KeyTable,
  numberText,
  scanArray,
  scanArrayBytes,
  scanObject,
  scanObjectBytes,
  stringEndAt,
  takeObjectBytes,
  textAt,
  valueEndAt,
  wellFormedString,
  wellFormedStringAt,
  writeStringValue,
} from "./mod.ts";

/** A string's inside in any spelling: escapes that need not be, halves of pairs, runs that are long. */
const inside = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 4 }).map((text) => JSON.stringify(text).slice(1, -1)),
      fc.constantFrom('\\"', "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t", "{", "}", "[", "]", ",", ":", "\ufeff"),
      fc.constantFrom("\\u0041", "\\u00E9", "\\uffFF", "\\u0000", "\\ud83d", "\\uDE00", "\\ud83d\\ude00", "é", "😀"),
      fc.integer({ min: 85, max: 100 }).map((length) => "x".repeat(length)),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));
const number = fc.oneof(
  fc.stringMatching(/^-?(0|[1-9][0-9]{0,20})(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?$/),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
);
const { value, object, array } = fc.letrec<{ value: string; object: string; array: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    inside.map((text) => `"${text}"`),
    number,
    fc.constantFrom("true", "false", "null", '""', "{}", "[]"),
    tie("array"),
    tie("object"),
  ),
  array: fc.array(tie("value"), { maxLength: 5 }).map((items) => `[${items.join(",")}]`),
  object: fc
    .uniqueArray(fc.tuple(inside, tie("value")), { maxLength: 5, selector: ([key]) => JSON.parse(`"${key}"`) })
    .map((entries) => `{${entries.map(([key, item]) => `"${key}":${item}`).join(",")}}`),
}));
/** What may stand around a value in a line. */
const around = fc.tuple(fc.string({ unit: "binary", maxLength: 9 }), fc.constantFrom("}\n", "]", ',"a":1}\n', "}"));

describe("what is found in bytes is what is found in the text", () => {
  test("entries of objects, whatever came before", () => {
    const textKeys = new KeyTable();
    const byteKeys = new ByteKeyTable();
    const takenKeys = new ByteKeyTable();
    fc.assert(
      fc.property(object, around, (text, [before, after]) => {
        const bytes = Buffer.from(before + text + after);
        const start = Buffer.byteLength(before);
        const found: [string, string][] = [];
        const end = scanObjectBytes(bytes, start, byteKeys, (key, source, from, to) =>
          found.push([byteKeys.keys[key] ?? "", textAt(source, from, to)]),
        );
        const expected: [string, string][] = [];
        scanObject(text, textKeys, (key, source, from, to) =>
          expected.push([textKeys.keys[key] ?? "", source.slice(from, to)]),
        );
        expect(found).toEqual(expected);
        expect(end).toBe(start + Buffer.byteLength(text));
        const taken: [string, string][] = [];
        const takenTo = takeObjectBytes(bytes, start, takenKeys, (key, source, from) => {
          const to = valueEndAt(source, from);
          taken.push([takenKeys.keys[key] ?? "", textAt(source, from, to)]);
          return to;
        });
        expect([taken, takenTo]).toEqual([expected, end]);
      }),
      { numRuns: 2_000 },
    );
  });

  test("items of arrays", () => {
    fc.assert(
      fc.property(array, around, (text, [before, after]) => {
        const start = Buffer.byteLength(before);
        const found: string[] = [];
        const end = scanArrayBytes(Buffer.from(before + text + after), start, (source, from, to) =>
          found.push(textAt(source, from, to)),
        );
        const expected: string[] = [];
        scanArray(text, (source, from, to) => expected.push(source.slice(from, to)));
        expect(found).toEqual(expected);
        expect(end).toBe(start + Buffer.byteLength(text));
      }),
      { numRuns: 1_000 },
    );
  });

  test("where a value ends", () => {
    fc.assert(
      fc.property(value, around, (text, [before, after]) => {
        const start = Buffer.byteLength(before);
        expect(valueEndAt(Buffer.from(before + text + after), start)).toBe(start + Buffer.byteLength(text));
      }),
      { numRuns: 2_000 },
    );
  });
});

test("a quote is found, or passed where it is escaped, at any distance", () => {
  for (let length = 80; length < 110; length++) {
    for (const escapes of ["", "\\\\", '\\"', '\\\\\\"', "\\\\\\\\", '\\"'.repeat(20), "\\\\".repeat(20)]) {
      const text = `"${"x".repeat(length)}${escapes}"`;
      expect(stringEndAt(Buffer.from(`${text}"\\"`), 0)).toBe(text.length);
      expect(stringEndAt(Buffer.from(`"${escapes}${text.slice(1)},"`), 0)).toBe(text.length + escapes.length);
    }
  }
});

test("nesting of any depth is passed without recursion", () => {
  const text = `${'{"a":['.repeat(50_000)}"]"${"]}".repeat(50_000)}`;
  expect(valueEndAt(Buffer.from(`${text},`), 0)).toBe(text.length);
});

describe("keys", () => {
  test("two spellings of a key are one key, and a key that begins like another is another", () => {
    const keys = new ByteKeyTable();
    const numbers = (text: string) => {
      const found: number[] = [];
      scanObjectBytes(Buffer.from(text), 0, keys, (key) => found.push(key));
      return found;
    };
    expect(numbers('{"a":1,"ab":2,"abcdefg":3}')).toEqual([0, 1, 2]);
    expect(numbers('{"\\u0061":1,"abcdefgh":2,"ab":3}')).toEqual([0, 3, 1]);
    expect(numbers('{"abcdefg":1,"a":2}')).toEqual([2, 0]);
    expect(numbers('{"a":1,"ab":2,"abcdefg":3}')).toEqual([0, 1, 2]);
    expect(keys.keys).toEqual(["a", "ab", "abcdefg", "abcdefgh"]);
  });

  test("outlive the bytes that they were found in", () => {
    const keys = new ByteKeyTable();
    const bytes = Buffer.from('{"first":1}');
    scanObjectBytes(bytes, 0, keys, () => undefined);
    bytes.write('{"other":1}');
    scanObjectBytes(bytes, 0, keys, () => undefined);
    expect(keys.keys).toEqual(["first", "other"]);
  });

  test("are only guessed where they are, even at the end of the bytes", () => {
    const keys = new ByteKeyTable();
    scanObjectBytes(Buffer.from('{"first":1}'), 0, keys, () => undefined);
    for (const text of ['"first":', '"first', '"fir', '"', "", '"First":1}', '"firsT":1}', '"first"}']) {
      expect(keys.guessAt(Buffer.from(text), 0, -1)).toBe(text === '"first":' ? 0 : -1);
    }
  });
});

describe("values", () => {
  test("the value of a string is what JSON.parse gives, with U+FFFD for halves of pairs", () => {
    const out = new ByteBuffer();
    fc.assert(
      fc.property(inside, around, (text, [before, after]) => {
        const bytes = Buffer.from(`${before}"${text}"${after}`);
        const start = Buffer.byteLength(before);
        const end = start + Buffer.byteLength(text) + 2;
        const expected = wellFormedString(`"${text}"`, 0, text.length + 2);
        expect(expected).toBe(String(JSON.parse(`"${text}"`)).toWellFormed());
        expect(wellFormedStringAt(bytes, start, end)).toBe(expected);
        out.clear();
        out.text(">");
        writeStringValue(bytes, start, end, out);
        expect(textAt(out.bytes, 1, out.length)).toBe(expected);
        expect(Buffer.from(expected).equals(out.written().subarray(1))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test("a number that is plainly its own shortest text is one", () => {
    let plain = 0;
    fc.assert(
      fc.property(number, around, (text, [before, after]) => {
        const start = Buffer.byteLength(before);
        const isShortest = isShortestAt(Buffer.from(before + text + after), start, start + text.length);
        if (isShortest) expect(numberText(text)).toBe(text);
        plain += Number(isShortest);
      }),
      { numRuns: 2_000 },
    );
    expect(plain).toBeGreaterThan(50);
  });
});
