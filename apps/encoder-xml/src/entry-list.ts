import type { ByteBuffer } from "@sluice/bytes";
import { keyNames } from "@sluice/encoding";
import { ByteKeyTable, scanObjectBytes } from "@sluice/json-text";
import type { KeyTypes } from "@sluice/types";
import { escapedText, isNullAt, writeValue, xmlCharacters } from "./xml-text.ts";

/** Writes the JSON object that starts at `start`. */
export type ObjectWriter = (out: ByteBuffer, bytes: Uint8Array, start: number) => void;

/** Writes a JSON object as `<entry>` elements, one for each key that it takes, in the object's order. */
export function entryWriter(nameOf: (key: string) => string, takes = takesAll): ObjectWriter {
  let keys = new ByteKeyTable();
  let entries: (Entry | null)[] = [];
  let out: ByteBuffer;
  const visit = (keyIndex: number, bytes: Uint8Array, start: number, end: number): void => {
    let entry = entries[keyIndex];
    if (entry === undefined) {
      const key = keys.keys[keyIndex] ?? "";
      entry = takes(key) ? entryNamed(nameOf(key)) : null;
      entries[keyIndex] = entry;
    }
    if (entry !== null) writeEntry(out, entry, bytes, start, end);
  };
  return (target, bytes, start) => {
    if (keys.keys.length > maxKeysKept) {
      keys = new ByteKeyTable();
      entries = [];
    }
    out = target;
    scanObjectBytes(bytes, start, keys, visit);
  };
}

export function takesAll(_key: string): boolean {
  return true;
}

/** What an entry holds besides its value: the parts that repeat with every record. */
export interface Entry {
  readonly kind: "entry";
  readonly opening: Uint8Array;
  /** All of it where the value is null, which an attribute tells from an empty string. */
  readonly empty: Uint8Array;
}

export function entryNamed(name: string): Entry {
  const start = Buffer.concat([Buffer.from("<entry><key>"), escapedText(name), Buffer.from("</key><value")]);
  return {
    kind: "entry",
    opening: Buffer.concat([start, Buffer.from(">")]),
    empty: Buffer.concat([start, Buffer.from(' nil="true"/></entry>')]),
  };
}

/** The names of a run's keys, none of which meet where XML can't carry a character that tells them apart. */
export function entryNames(schema: readonly KeyTypes[]): (key: string) => string {
  return keyNames(schema, xmlCharacters);
}

export function writeEntry(out: ByteBuffer, entry: Entry, bytes: Uint8Array, start: number, end: number): void {
  if (isNullAt(bytes, start)) {
    out.append(entry.empty);
    return;
  }
  out.append(entry.opening);
  writeValue(out, bytes, start, end);
  out.append(closing);
}

/** Bounds the memory that ever new keys would take. */
export const maxKeysKept = 10_000;

const closing = Buffer.from("</value></entry>");
