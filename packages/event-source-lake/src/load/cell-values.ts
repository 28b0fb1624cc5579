import { compactJson, JsonTextError, stringValue } from "@sluice/json-text";
import { BadLineError, type LineRules, shown, withoutNotFinite } from "./line-fields.ts";
import type { Field } from "./mapping.ts";

/** A cell as the JSON text of a type; null where it is empty. Throws a `BadLineError`. */
export const converters: Readonly<Record<Field["type"], (value: string, rules: LineRules) => string | null>> = {
  auto(value, rules) {
    const text = textIn(value) ?? value;
    if (text === "" || value === "null") return null;
    if (notFinite.test(text)) return nullFor(1, rules);
    return jsonNumber.test(text) ? text : (booleans.get(text) ?? value);
  },
  string: (value) => (value === "null" || value === '""' ? null : asString(value)),
  number(value, rules) {
    const text = textIn(value) ?? value;
    if (text === "" || text === "null") return null;
    return notFinite.test(text) ? nullFor(1, rules) : numberText(text);
  },
  boolean(value) {
    const text = (textIn(value) ?? value).toLowerCase();
    if (text === "" || text === "null") return null;
    if (text === "true" || text === "1") return "true";
    if (text === "false" || text === "0") return "false";
    throw unfit(text, "where true or false is expected");
  },
  json(value, rules) {
    const text = textIn(value) ?? value;
    if (text === "" || text === "null") return null;
    if (isJson(text)) return text;
    const finite = withoutNotFinite(text);
    if (finite === null) throw unfit(text, "where JSON is expected");
    nullFor(finite.replaced, rules);
    return finite.text === "null" ? null : finite.text;
  },
};

export const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
/** As programs write them; a person may be called Nan. */
const notFinite = /^(?:NaN|nan|[+-]?(?:Infinity|inf|Inf))$/;
const booleans: ReadonlyMap<string, string> = new Map([
  ...["true", "True", "TRUE"].map((text) => [text, "true"] as const),
  ...["false", "False", "FALSE"].map((text) => [text, "false"] as const),
]);

function nullFor(values: number, { onNotFinite }: LineRules): null {
  onNotFinite(values);
  return null;
}

export function numberText(text: string): string {
  if (!jsonNumber.test(text)) throw unfit(text, "where a number is expected");
  return text;
}

function unfit(text: string, where: string): BadLineError {
  return new BadLineError(`has ${shown(text)} ${where}`, `has something else ${where}`);
}

function isJson(text: string): boolean {
  try {
    compactJson(text);
    return true;
  } catch (error) {
    if (error instanceof JsonTextError) return false;
    throw error;
  }
}

/** What a JSON string says; null for any other value. */
export function textIn(value: string): string | null {
  return value.startsWith('"') ? stringValue(value) : null;
}

/** As a JSON string; null stays. */
export function asString(value: string): string {
  return value.startsWith('"') || value === "null" ? value : JSON.stringify(value);
}
