import { hash } from "node:crypto";
import type { EpochMs } from "@sluice/types";
import {
  BadLineError,
  instantOf,
  type LineFields,
  type LineRules,
  maxRecordBytes,
  objectOf,
  onlyFields,
  textOf,
} from "./line-fields.ts";

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

export const maxNameBytes = 2_048;
export const maxIdBytes = 1_024;
const fields = new Set<string>(["type", "eventId", "eventName", "ts", ...parts]);

/**
 * The event of a line: `{"type":"event","eventId"?,"eventName","ts","profile"?,"deviceInfo"?,"eventProps"?,"sessionProps"?}`.
 * An event without an id gets one from its content and its place. Throws a `BadLineError`.
 */
export function eventRecord(values: LineFields, lineNumber: number, rules: LineRules): EventRecord {
  onlyFields(values, fields, "event");
  const content = {
    eventName: eventNameOf(values.get("eventName")),
    tsMs: instantOf("ts", values.get("ts"), rules),
    profile: objectOf("profile", values),
    deviceInfo: objectOf("deviceInfo", values),
    eventProps: objectOf("eventProps", values),
    sessionProps: objectOf("sessionProps", values),
  };
  const bytes = parts.reduce((sum, part) => sum + Buffer.byteLength(content[part]), 0);
  if (bytes > maxRecordBytes) {
    const fault = `; an event has at most ${maxRecordBytes}`;
    throw new BadLineError(`holds ${bytes} bytes${fault}`, `holds too many bytes${fault}`);
  }
  return { ...content, eventId: eventIdOf(values.get("eventId")) ?? derivedId(content, lineNumber) };
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

function derivedId(content: Omit<EventRecord, "eventId">, lineNumber: number): string {
  const text = JSON.stringify([lineNumber, content.eventName, content.tsMs, ...parts.map((part) => content[part])]);
  return hash("sha256", text, "hex").slice(0, 32);
}
