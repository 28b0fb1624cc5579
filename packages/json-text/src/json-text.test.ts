import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compactJson, JsonTextError, KeyTable, numberText, scanArray, scanObject, valueTypeOf } from "./mod.ts";

function entries(text: string, keys = new KeyTable()): [string, string][] {
  const list: [string, string][] = [];
  scanObject(text, keys, (key, source, start, end) => list.push([keys.keys[key] ?? "", source.slice(start, end)]));
  return list;
}

describe("scanning", () => {
  test("an object's entries are those that JSON.parse sees, whatever came before", () => {
    const keys = new KeyTable();
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue()), (object) => {
        const text = JSON.stringify(object);
        const expected = Object.entries(JSON.parse(text)).map(([key, value]) => [key, JSON.stringify(value)]);
        expect(entries(text, keys)).toEqual(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  test("an array's items are those that JSON.parse sees", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (array) => {
        const text = JSON.stringify(array);
        const items: string[] = [];
        scanArray(text, (source, start, end) => items.push(source.slice(start, end)));
        expect(items).toEqual(JSON.parse(text).map((item: unknown) => JSON.stringify(item)));
      }),
    );
  });

  test("two spellings of a key are one key", () => {
    const keys = new KeyTable();
    expect(entries('{"a":1}', keys)).toEqual([["a", "1"]]);
    expect(entries('{"\\u0061":2,"b":3}', keys)).toEqual([
      ["a", "2"],
      ["b", "3"],
    ]);
    expect(keys.keys).toEqual(["a", "b"]);
  });

  test("backslashes before a closing quote do not hide it", () => {
    expect(entries('{"a":"x\\\\","b":"\\\\\\"","__proto__":[]}')).toEqual([
      ["a", '"x\\\\"'],
      ["b", '"\\\\\\""'],
      ["__proto__", "[]"],
    ]);
  });
});

describe("numbers", () => {
  test.each([
    ["0", "0"],
    ["-0", "-0"],
    ["-0.0", "-0"],
    ["1.0", "1"],
    ["1.50", "1.5"],
    ["1e2", "100"],
    ["0.1", "0.1"],
    ["9007199254740993", "9007199254740993"],
    ["12345678901234567890", "12345678901234567890"],
    ["100000000000000000000", "100000000000000000000"],
    ["0.1000000000000000055511151231257827", "0.1000000000000000055511151231257827"],
    ["1E400", "1E400"],
    ["1e-400", "1e-400"],
    ["-1e-400", "-1e-400"],
    ["-0e5", "-0"],
    ["1.7976931348623157e308", "1.7976931348623157e+308"],
  ])("%s is written %s", (source, text) => expect(numberText(source)).toBe(text));

  test("the text of a double is its own", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Object.is(Number(numberText(String(value))), Number(String(value)))).toBe(true);
      }),
    );
  });

  test("a number keeps its decimal value, whatever its digits", () => {
    const digits = fc.stringMatching(/^(0|[1-9][0-9]{0,24})$/);
    const fraction = fc.option(fc.stringMatching(/^[0-9]{1,25}$/), { nil: undefined });
    const power = fc.option(fc.integer({ min: -350, max: 350 }), { nil: undefined });
    fc.assert(
      fc.property(fc.boolean(), digits, fraction, power, (isNegative, whole, decimals, exponent) => {
        const source = `${isNegative ? "-" : ""}${whole}${decimals === undefined ? "" : `.${decimals}`}${exponent === undefined ? "" : `e${exponent}`}`;
        const text = numberText(source);
        expect(scaled(text)).toBe(scaled(source));
        if (text !== source) expect(text).toBe(Object.is(Number(source), -0) ? "-0" : String(Number(source)));
      }),
      { numRuns: 1000 },
    );
  });

  test("a number of many zeros is read in no time", () => {
    const long = `1${"0".repeat(300_000)}1`;
    expect(numberText(long)).toBe(long);
  });

  test("a big exponent costs nothing", () => expect(numberText("1e999999999999")).toBe("1e999999999999"));

  test.each([
    ["1", "integer"],
    ["-0", "double"],
    ["-0.0", "double"],
    ["9007199254740992", "integer"],
    ["9007199254740993", "bigint"],
    ["9223372036854775807", "bigint"],
    ["9223372036854775808", "decimal"],
    ["1.5", "double"],
    ["1e400", "decimal"],
    ["0.1000000000000000055511151231257827", "decimal"],
    ['"x"', "string"],
    ["null", "null"],
    ["true", "boolean"],
    ["[]", "array"],
    ["{}", "object"],
  ])("%s is of type %s", (source, type) => expect(valueTypeOf(source)).toBe(type));
});

describe("compacting", () => {
  test("keeps what JSON.parse reads, without white space", () => {
    fc.assert(
      fc.property(fc.json({ noUnicodeString: false }), fc.constantFrom(0, 1, 2), (json, indent) => {
        const spaced = JSON.stringify(JSON.parse(json), null, indent);
        expect(compactJson(spaced)).toBe(JSON.stringify(JSON.parse(json)));
      }),
    );
  });

  test.each([
    [' { "a" : 1.0 , "b":[ 1e2 ,-0 ] } ', '{"a":1.0,"b":[1e2,-0]}'],
    ['{"a":1,"b":2,"a":12345678901234567890}', '{"a":12345678901234567890,"b":2}'],
    ['{"\\u0061":1,"a":2}', '{"a":2}'],
    ['{"__proto__":1,"__proto__":{"x":"\\u003c\\/"}}', '{"__proto__":{"x":"</"}}'],
    ['"\\uD800"', '"\\ud800"'],
    ['{"2":0,"1":0}', '{"2":0,"1":0}'],
  ])("%s becomes %s", (source, text) => expect(compactJson(source)).toBe(text));

  test.each(["", "{", "[1,]", '{"a"}', "{'a':1}", "01", "1.", "+1", "NaN", '"\n"', '"\\x"', "nul", "[1] 2", "\u00a01"])(
    "%j is refused with its place",
    (source) => expect(() => compactJson(source)).toThrow(JsonTextError),
  );

  test("nesting is bounded, not by a crash", () => {
    expect(compactJson("[".repeat(512) + "]".repeat(512))).toHaveLength(1024);
    expect(() => compactJson("[".repeat(100_000))).toThrow("nested deeper than 512 levels");
  });
});

/** A number as a whole count of 10^-400, exactly. */
function scaled(text: string): bigint {
  const [, sign, whole = "", fraction = "", power = "0"] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(text) ?? [];
  const size = BigInt(whole + fraction) * 10n ** BigInt(400 + Number(power) - fraction.length);
  return sign === "-" ? -size : size;
}
