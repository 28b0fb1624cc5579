import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { doubleAt } from "./mod.ts";

/** Somewhere inside other bytes, as in a line. */
function parsed(text: string): number {
  const bytes = Buffer.from(`9.5,${text},7`);
  return doubleAt(bytes, 4, 4 + text.length);
}

function expectSame(text: string): void {
  // `Object.is` tells minus zero from zero.
  if (!Object.is(parsed(text), Number(text))) expect.fail(`${text} became ${parsed(text)}`);
}

describe("a double from bytes is what Number makes of the same text", () => {
  test("for the shortest text of any double", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expectSame(Object.is(value, -0) ? "-0" : String(value));
      }),
      { numRuns: 5_000 },
    );
  });

  test("for any decimal, short or long, with an exponent or without", () => {
    const digits = (maxLength: number) => fc.stringMatching(new RegExp(`^[0-9]{1,${maxLength}}$`));
    const whole = fc.oneof(
      fc.constant("0"),
      digits(24).map((text) => text.replace(/^0+(?=.)/, "")),
    );
    const exponent = fc.tuple(fc.constantFrom("e", "E", "e+", "e-"), digits(3)).map((parts) => parts.join(""));
    const orNothing = (part: fc.Arbitrary<string>) => fc.oneof(fc.constant(""), part);
    const decimal = fc.tuple(
      fc.constantFrom("", "-"),
      whole,
      orNothing(digits(26).map((text) => `.${text}`)),
      orNothing(exponent),
    );
    fc.assert(
      fc.property(decimal, (parts) => expectSame(parts.join(""))),
      { numRuns: 5_000 },
    );
  });

  test("for integers around 2^53, as they are and with decimals", () => {
    for (let offset = -40n; offset <= 40n; offset++) {
      const digits = String(2n ** 53n + offset);
      for (let at = 1; at <= digits.length; at++) {
        const text = at === digits.length ? digits : `${digits.slice(0, at)}.${digits.slice(at)}`;
        expectSame(text);
        expectSame(`-${text}`);
        expectSame(`0.${"0".repeat(at)}${digits}`);
      }
    }
  });

  test.each([
    "0",
    "-0",
    "0.0",
    "-0.0",
    "0e9",
    "1e22",
    "1e23",
    "1E400",
    "-1e-400",
    "5e-324",
    "0.1",
    "0.000000000000000000000001",
  ])("for %s", expectSame);
});
