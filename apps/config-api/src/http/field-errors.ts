import type { FieldError } from "@sluice/types";
import { z } from "zod";

type Issue = z.core.$ZodIssue;
type RawIssue = z.core.$ZodRawIssue;

/** Has zod say in plain words what a field must be, wherever its schema has no words of its own. */
export function speakPlainly(): void {
  z.config({ customError: (issue) => texts[issue.code]?.(issue) ?? "is not valid" });
}

/** One error for each bad field, with a JSON pointer (RFC 6901) to it. */
export function fieldErrorsOf(issues: readonly Issue[], place: FieldError["in"]): FieldError[] {
  return issues.flatMap((issue): FieldError[] => {
    if (issue.code === "unrecognized_keys") {
      const message = unknownText(place);
      return issue.keys.map((key) => ({ pointer: pointerTo([...issue.path, key]), in: place, message }));
    }
    const meant = issue.code === "invalid_union" ? closest(issue.errors) : undefined;
    // A query parameter is named as a whole, also where one of its values is wrong.
    const path = place === "query" ? issue.path.slice(0, 1) : issue.path;
    if (!meant) return [{ pointer: pointerTo(path), in: place, message: issue.message }];
    const inner = meant.map((each) => ({ ...each, path: [...issue.path, ...each.path] }));
    return fieldErrorsOf(inner, place);
  });
}

/** Of what could have been sent, the first one that takes most of the fields that were. */
function closest(variants: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  return variants.toSorted((a, b) => unknownFields(a) - unknownFields(b))[0];
}

function unknownFields(issues: readonly Issue[]): number {
  return issues.reduce((sum, issue) => sum + (issue.code === "unrecognized_keys" ? issue.keys.length : 0), 0);
}

export function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

function unknownText(place: FieldError["in"]): string {
  return place === "query"
    ? "is not a query parameter that this address takes; /docs lists them"
    : "is not a field that this request takes; /docs lists them";
}

const texts: Readonly<Partial<Record<Issue["code"], (issue: RawIssue) => string>>> = {
  invalid_type: (issue) => {
    if (issue.input === undefined) return "is missing";
    return `must be ${article(String(issue.expected))}`;
  },
  invalid_value: (issue) => {
    if (issue.input === undefined) return "is missing";
    return oneOf(Array.isArray(issue.values) ? issue.values : []);
  },
  invalid_union: (issue) => (Array.isArray(issue.options) ? oneOf(issue.options) : "is not valid"),
  too_small: (issue) => `must be at least ${issue.minimum}${unitOf(issue)}`,
  too_big: (issue) => `must be at most ${issue.maximum}${unitOf(issue)}`,
  invalid_format: (issue) =>
    issue.format === "datetime" ? "must be an RFC 3339 time such as 2026-01-31T00:00:00Z" : "is not valid",
};

function oneOf(values: readonly unknown[]): string {
  const list = values.map((value) => JSON.stringify(value)).join(", ");
  return values.length === 1 ? `must be ${list}` : `must be one of ${list}`;
}

function article(type: string): string {
  const names: Readonly<Record<string, string>> = {
    int: "a whole number",
    number: "a number",
    string: "a text",
    boolean: "true or false",
    object: "a JSON object",
    record: "a JSON object",
    array: "a list",
  };
  return names[type] ?? `of type ${type}`;
}

function unitOf(issue: RawIssue): string {
  if (issue.origin === "string") return issue.minimum === 1 ? " character long" : " characters long";
  return issue.origin === "array" ? " entries long" : "";
}
