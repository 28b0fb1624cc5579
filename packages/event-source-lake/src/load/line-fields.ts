import { compactJson, JsonTextError, KeyTable, scanObject, stringValue } from "@sluice/json-text";
import { type EpochMs, parseInstant } from "@sluice/types";
import { likelyUnit, maxInstantMs, type PlausibleTimes } from "./plausible-times.ts";

/**
 * Why a line holds no record that can be stored; the reason reads after "line 7: ". Its `kind` is the reason without
 * what is the line's own, so that lines can be counted by it.
 */
export class BadLineError extends Error {
  readonly kind: string;

  constructor(reason: string, kind = reason) {
    super(reason);
    this.kind = kind;
  }
}

/** By what lines are judged. */
export interface LineRules {
  readonly times: PlausibleTimes;
  /** Hears how many values are NaN or infinite, which JSON has no numbers for. They become null. */
  readonly onNotFinite: (values: number) => void;
}

/** Of the JSON that one record holds. */
export const maxRecordBytes = 1024 * 1024;

/** The fields of a line's JSON object, each as compact JSON text. */
export type LineFields = ReadonlyMap<string, string>;

/** Throws a `BadLineError` where a line is no JSON object. */
export function lineFields(line: string, rules: LineRules): LineFields {
  const text = compacted(line, rules);
  if (!text.startsWith("{")) throw new BadLineError("is not a JSON object");
  const values = new Map<string, string>();
  const keys = new KeyTable();
  scanObject(text, keys, (key, source, start, end) => values.set(keys.keys[key] ?? "", source.slice(start, end)));
  return values;
}

function compacted(line: string, { onNotFinite }: LineRules): string {
  try {
    return compactJson(line);
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    const finite = withoutNotFinite(line);
    if (finite === null) throw new BadLineError(`is not JSON: ${error.message}`, "is not JSON");
    onNotFinite(finite.replaced);
    return finite.text;
  }
}

/**
 * NaN, Infinity and -Infinity are not JSON (RFC 8259 §6), but Python's `json.dumps` and DuckDB's `to_json` write them.
 * Null where the text is no JSON for another reason.
 */
export function withoutNotFinite(line: string): { readonly text: string; readonly replaced: number } | null {
  let replaced = 0;
  const text = line.replace(stringOrNotFinite, (token) => {
    if (token.startsWith('"')) return token;
    replaced++;
    return "null";
  });
  if (replaced === 0) return null;
  try {
    return { text: compactJson(text), replaced };
  } catch (error) {
    if (error instanceof JsonTextError) return null;
    throw error;
  }
}

const stringOrNotFinite = /"(?:[^"\\]|\\.)*"|NaN|-?Infinity/g;

export function onlyFields(values: LineFields, known: ReadonlySet<string>, what: string): void {
  for (const key of values.keys()) {
    if (!known.has(key)) {
      throw new BadLineError(`has a field ${shown(JSON.stringify(key))} that no ${what} has`, "has an unknown field");
    }
  }
}

export function textOf(field: string, source: string | undefined): string | undefined {
  if (source === undefined) return undefined;
  if (!source.startsWith('"')) throw new BadLineError(`has a ${field} that is not a string`);
  return stringValue(source);
}

export function objectOf(part: string, values: LineFields): string {
  const source = values.get(part) ?? "{}";
  if (source === "null") return "{}";
  if (!source.startsWith("{")) throw new BadLineError(`has a ${part} that is not an object`);
  return source;
}

export function instantOf(field: string, source: string | undefined, { times }: LineRules): EpochMs {
  if (source === undefined) throw new BadLineError(`has no ${field}`);
  const isText = source.startsWith('"');
  const ms = isText ? (parseInstant(stringValue(source)) ?? Number.NaN) : Number(source);
  if (Number.isInteger(ms) && ms >= times.fromMs && ms < times.toMs) return ms;
  const what = `${article(field)} ${field}`;
  const unit = isText ? null : likelyUnit(ms, times);
  const isOther = unit !== null && unit !== "milliseconds";
  const fault = isOther ? `, which looks like ${unit}; times are milliseconds` : instantFault(ms, times);
  throw new BadLineError(`has ${what} of ${shown(source)}${fault}`, `has ${what}${fault}`);
}

/** Reads after a value. */
function instantFault(ms: number, times: PlausibleTimes): string {
  if (!Number.isInteger(ms)) return "; RFC 3339 or whole epoch milliseconds are expected";
  if (ms < 0 || ms >= maxInstantMs) return ", outside 1970 to 9999";
  return `, ${ms < times.fromMs ? "before 1990" : "more than a day ahead of now"}; --any-time takes it`;
}

/** A value as far as it fits into a line about it. */
export function shown(value: string): string {
  return value.length > maxShown ? `${value.slice(0, maxShown)}…` : value;
}

const maxShown = 50;

function article(word: string): string {
  return /^[aeiou]/.test(word) ? "an" : "a";
}
