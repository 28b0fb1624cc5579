import { compactJson, JsonTextError, KeyTable, scanObject, stringValue } from "@sluice/json-text";
import { type EpochMs, parseInstant } from "@sluice/types";

/** Why a line holds no record that can be stored; the reason reads after "line 7: ". */
export class BadLineError extends Error {}

/** Of the JSON that one record holds. */
export const maxRecordBytes = 1024 * 1024;

/** The fields of a line's JSON object, each as compact JSON text. */
export type LineFields = ReadonlyMap<string, string>;

/** Throws a `BadLineError` where a line is no JSON object. */
export function lineFields(line: string): LineFields {
  const text = compacted(line);
  if (!text.startsWith("{")) throw new BadLineError("is not a JSON object");
  const values = new Map<string, string>();
  const keys = new KeyTable();
  scanObject(text, keys, (key, source, start, end) => values.set(keys.keys[key] ?? "", source.slice(start, end)));
  return values;
}

function compacted(line: string): string {
  try {
    return compactJson(line);
  } catch (error) {
    if (error instanceof JsonTextError) throw new BadLineError(`is not JSON: ${error.message}`);
    throw error;
  }
}

export function onlyFields(values: LineFields, known: ReadonlySet<string>, what: string): void {
  for (const key of values.keys()) {
    if (!known.has(key)) throw new BadLineError(`has a field ${JSON.stringify(key)} that no ${what} has`);
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

const maxInstantMs = Date.UTC(10_000, 0, 1);

export function instantOf(field: string, source: string | undefined): EpochMs {
  if (source === undefined) throw new BadLineError(`has no ${field}`);
  const ms = source.startsWith('"') ? (parseInstant(stringValue(source)) ?? Number.NaN) : Number(source);
  const shown = source.slice(0, 50);
  if (!Number.isInteger(ms)) {
    throw new BadLineError(
      `has ${article(field)} ${field} of ${shown}; RFC 3339 or whole epoch milliseconds are expected`,
    );
  }
  if (ms < 0 || ms >= maxInstantMs) {
    throw new BadLineError(`has ${article(field)} ${field} of ${shown}, outside 1970 to 9999`);
  }
  return ms;
}

function article(word: string): string {
  return /^[aeiou]/.test(word) ? "an" : "a";
}
