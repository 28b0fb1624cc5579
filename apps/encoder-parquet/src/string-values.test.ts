import fc from "fast-check";
import { readRleBitPackedHybrid } from "hyparquet/src/encoding.js";
import { describe, expect, test } from "vitest";
import { StringValues } from "./string-values.ts";

/** A column's strings as a reader of its pages finds them, and whether they came from a dictionary. */
function taken(values: StringValues, count: number) {
  const { dictionary, values: bytes } = values.taken();
  if (!dictionary) return { dictionary: null, strings: plainStrings(bytes) };
  const entries = plainStrings(dictionary.bytes);
  expect(entries).toHaveLength(dictionary.size);
  return { dictionary: entries, strings: indicesOf(bytes, count).map((index) => entries[index]) };
}

function added(values: StringValues, sources: readonly string[]) {
  for (const source of sources) {
    const line = Buffer.from(`{"key":${source},"next":"x"}`);
    const start = '{"key":'.length;
    expect(values.take(line, start)).toBe(start + Buffer.byteLength(source));
  }
  return taken(values, sources.length);
}

describe("the strings of a column", () => {
  test("come from a dictionary where each comes twice at least, on average", () => {
    expect(added(new StringValues(), ['"a"', '"b"', '"a"', '"b"'])).toEqual({
      dictionary: ["a", "b"],
      strings: ["a", "b", "a", "b"],
    });
    expect(added(new StringValues(), ['"a"', '"b"', '"a"'])).toEqual({ dictionary: null, strings: ["a", "b", "a"] });
  });

  test("are told apart by their source: a number is not the string of its digits, nor an escape what it stands for", () => {
    const sources = ['"1"', "1", '"\\u0031"', '"ü"', '"\\u00fc"', '"\\ud800"', '"�"'];
    expect(added(new StringValues(), [...sources, ...sources]).dictionary).toEqual(["1", "1", "1", "ü", "ü", "�", "�"]);
  });

  test("are spelt out from the 8,193rd different one on, and in every later row group", () => {
    const different = (count: number) => Array.from({ length: count }, (_, index) => `"v${index}"`);
    const texts = (sources: readonly string[]) => sources.map((source) => source.slice(1, -1));
    const values = new StringValues();
    const full = [...different(8_192), ...different(8_192)];
    expect(added(values, full)).toEqual({ dictionary: texts(different(8_192)), strings: texts(full) });
    values.clear();
    const tooMany = [...full, '"another"', '"v1"'];
    expect(added(values, tooMany)).toEqual({ dictionary: null, strings: texts(tooMany) });
    values.clear();
    expect(added(values, ['"a"', '"a"'])).toEqual({ dictionary: null, strings: ["a", "a"] });
  });

  test("are the same whatever they are, in one row group after the other", () => {
    const value = fc.oneof(
      fc.constantFrom("", "a", "aa", "\u0000", '"', "\\", "x".repeat(300), `${"y".repeat(200)}\\`),
      fc.string({ unit: "grapheme" }),
      fc.string({ unit: "grapheme", minLength: 60, maxLength: 140 }),
    );
    const rowGroups = fc.array(fc.array(value, { maxLength: 60 }), { maxLength: 4 });
    fc.assert(
      fc.property(rowGroups, (groups) => {
        const values = new StringValues();
        for (const texts of groups) {
          const { dictionary, strings } = added(
            values,
            texts.map((text) => JSON.stringify(text)),
          );
          expect(strings).toEqual(texts);
          const different = new Set(texts).size;
          expect(dictionary?.length ?? null).toBe(different * 2 <= texts.length ? different : null);
          values.clear();
        }
      }),
    );
  });
});

/** Byte arrays one after the other, each with its length before it. */
function plainStrings(bytes: Uint8Array): string[] {
  const buffer = Buffer.from(bytes);
  const strings: string[] = [];
  for (let at = 0; at < buffer.byteLength; ) {
    const end = at + 4 + buffer.readUInt32LE(at);
    strings.push(buffer.toString("utf8", at + 4, end));
    at = end;
  }
  return strings;
}

/** Of a dictionary-encoded page: the width, then runs and packed groups. */
function indicesOf(bytes: Uint8Array, count: number): number[] {
  const output: number[] = Array.from({ length: count }, () => -1);
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 1 };
  if (count > 0) readRleBitPackedHybrid(reader, bytes[0] ?? 0, output, bytes.byteLength - 1);
  return output;
}
