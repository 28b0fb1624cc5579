import { hash } from "node:crypto";
import { compactJson, JsonTextError, KeyTable, scanObject, stringValue } from "@sluice/json-text";
import type { EpochMs } from "@sluice/types";

/** An event as the lake stores it; the four parts are compact JSON objects. */
export interface EventRecord {
  readonly eventName: string;
  readonly tsMs: EpochMs;
  readonly eventId: string;
  readonly profile: string;
  readonly deviceInfo: string;
  readonly eventProps: string;
  readonly sessionProps: string;
}

export const parts = ["profile", "deviceInfo", "eventProps", "sessionProps"] as const;

/** Why a line holds no event that can be stored; the reason reads after "line 7: ". */
export class BadLineError extends Error {}

export const maxRecordBytes = 1024 * 1024;
const maxNameBytes = 2_048;
const maxIdBytes = 1_024;
const fields = new Set<string>(["type", "eventId", "eventName", "ts", ...parts]);

/**
 * Reads one line: `{"type":"event","eventId"?,"eventName","ts","profile"?,"deviceInfo"?,"eventProps"?,"sessionProps"?}`.
 * An event without an id gets one from its content and its place. Throws a `BadLineError`.
 */
export function parseEventLine(line: string, lineNumber: number): EventRecord {
  const text = compacted(line);
  if (!text.startsWith("{")) throw new BadLineError("is not a JSON object");
  const values = new Map<string, string>();
  const keys = new KeyTable();
  scanObject(text, keys, (key, source, start, end) => values.set(keys.keys[key] ?? "", source.slice(start, end)));
  for (const key of values.keys()) {
    if (!fields.has(key)) throw new BadLineError(`has a field ${JSON.stringify(key)} that no event has`);
  }
  checkType(values.get("type"));
  const content = {
    eventName: eventNameOf(values.get("eventName")),
    tsMs: tsOf(values.get("ts")),
    profile: objectOf("profile", values),
    deviceInfo: objectOf("deviceInfo", values),
    eventProps: objectOf("eventProps", values),
    sessionProps: objectOf("sessionProps", values),
  };
  const bytes = parts.reduce((sum, part) => sum + Buffer.byteLength(content[part]), 0);
  if (bytes > maxRecordBytes) throw new BadLineError(`holds ${bytes} bytes; an event has at most ${maxRecordBytes}`);
  return { ...content, eventId: eventIdOf(values.get("eventId")) ?? derivedId(content, lineNumber) };
}

function compacted(line: string): string {
  try {
    return compactJson(line);
  } catch (error) {
    if (error instanceof JsonTextError) throw new BadLineError(`is not JSON: ${error.message}`);
    throw error;
  }
}

function checkType(type: string | undefined): void {
  if (type === '"event"') return;
  if (type === '"profile"') throw new BadLineError("is a profile; only events can be loaded");
  throw new BadLineError('has no "type": "event"');
}

function eventNameOf(source: string | undefined): string {
  const name = textOf("eventName", source)?.toWellFormed();
  if (!name) throw new BadLineError("has no eventName");
  if (Buffer.byteLength(name) > maxNameBytes) throw new BadLineError(`has an eventName of over ${maxNameBytes} bytes`);
  return name;
}

function eventIdOf(source: string | undefined): string | undefined {
  const id = source === "null" ? undefined : textOf("eventId", source)?.toWellFormed();
  if (id === "") throw new BadLineError("has an empty eventId");
  if (id !== undefined && Buffer.byteLength(id) > maxIdBytes)
    throw new BadLineError(`has an eventId of over ${maxIdBytes} bytes`);
  return id;
}

function textOf(field: string, source: string | undefined): string | undefined {
  if (source === undefined) return undefined;
  if (!source.startsWith('"')) throw new BadLineError(`has a ${field} that is not a string`);
  return stringValue(source);
}

function objectOf(part: string, values: ReadonlyMap<string, string>): string {
  const source = values.get(part) ?? "{}";
  if (source === "null") return "{}";
  if (!source.startsWith("{")) throw new BadLineError(`has ${part} that are not an object`);
  return source;
}

/** RFC 3339 §5.6. */
const rfc3339 = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/;
const maxTsMs = Date.UTC(10_000, 0, 1);

function tsOf(source: string | undefined): EpochMs {
  if (source === undefined) throw new BadLineError("has no ts");
  const tsMs = source.startsWith('"') ? instantOf(stringValue(source)) : Number(source);
  if (!Number.isInteger(tsMs)) {
    throw new BadLineError(`has a ts of ${source.slice(0, 50)}; RFC 3339 or whole epoch milliseconds are expected`);
  }
  if (tsMs < 0 || tsMs >= maxTsMs) throw new BadLineError(`has a ts of ${source.slice(0, 50)}, outside 1970 to 9999`);
  return tsMs;
}

function instantOf(text: string): EpochMs {
  if (!rfc3339.test(text)) return Number.NaN;
  // A leap second is the second before it; Date takes milliseconds and no more.
  const plain = text
    .toUpperCase()
    .replace(" ", "T")
    .replace(/:60(?=[.Z+-])/, ":59")
    .replace(/(\.\d{3})\d+/, "$1");
  const [year = 0, month = 0, day = 0] = plain.slice(0, 10).split("-").map(Number);
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return Number.NaN;
  return Date.parse(plain);
}

function derivedId(content: Omit<EventRecord, "eventId">, lineNumber: number): string {
  const text = JSON.stringify([lineNumber, content.eventName, content.tsMs, ...parts.map((part) => content[part])]);
  return hash("sha256", text, "hex").slice(0, 32);
}
