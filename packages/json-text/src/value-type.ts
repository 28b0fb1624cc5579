import type { ValueType } from "@sluice/types";
import { isExactDouble } from "./number-text.ts";

/** What a JSON value is, from its source text. */
export function valueTypeOf(text: string, start = 0, end = text.length): ValueType {
  const known = byFirstCharacter[text.charAt(start)];
  return known ?? numberType(text.slice(start, end));
}

const byFirstCharacter: Readonly<Record<string, ValueType>> = {
  '"': "string",
  "{": "object",
  "[": "array",
  t: "boolean",
  f: "boolean",
  n: "null",
};

const maxShortLength = 15;
const minInt64 = -(2n ** 63n);
const maxInt64 = 2n ** 63n - 1n;
const maxSafe = 2n ** 53n;

function numberType(source: string): ValueType {
  // Minus zero has no integer form.
  if (source === "-0") return "double";
  if (!/^-?\d+$/.test(source)) return isExactDouble(source) ? "double" : "decimal";
  if (source.length <= maxShortLength) return "integer";
  const value = BigInt(source);
  if (value >= -maxSafe && value <= maxSafe) return "integer";
  return value >= minInt64 && value <= maxInt64 ? "bigint" : "decimal";
}
