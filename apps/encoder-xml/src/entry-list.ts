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
  let openings: (Uint8Array | null)[] = [];
  let out: ByteBuffer;
  const visit = (keyIndex: number, bytes: Uint8Array, start: number, end: number): void => {
    let opening = openings[keyIndex];
    if (opening === undefined) {
      const key = keys.keys[keyIndex] ?? "";
      opening = takes(key) ? entryOpening(nameOf(key)) : null;
      openings[keyIndex] = opening;
    }
    if (opening !== null) writeEntry(out, opening, bytes, start, end);
  };
  return (target, bytes, start) => {
    if (keys.keys.length > maxKeysKept) {
      keys = new ByteKeyTable();
      openings = [];
    }
    out = target;
    scanObjectBytes(bytes, start, keys, visit);
  };
}

export function takesAll(_key: string): boolean {
  return true;
}

/** An entry up to its value: the part that repeats with every record. */
export function entryOpening(name: string): Uint8Array {
  return Buffer.concat([Buffer.from("<entry><key>"), escapedText(name), Buffer.from("</key><value")]);
}

/** The names of a run's keys, none of which meet where XML can't carry a character that tells them apart. */
export function entryNames(schema: readonly KeyTypes[]): (key: string) => string {
  return keyNames(schema, xmlCharacters);
}

/** Writes an entry; null is told from an empty string by an attribute. */
export function writeEntry(out: ByteBuffer, opening: Uint8Array, bytes: Uint8Array, start: number, end: number): void {
  out.copy(opening, 0, opening.byteLength);
  if (isNullAt(bytes, start)) {
    out.copy(nullClosing, 0, nullClosing.byteLength);
    return;
  }
  out.uint8(greaterThan);
  writeValue(out, bytes, start, end);
  out.copy(closing, 0, closing.byteLength);
}

/** Bounds the memory that ever new keys would take. */
export const maxKeysKept = 10_000;

const nullClosing = Buffer.from(' nil="true"/></entry>');
const closing = Buffer.from("</value></entry>");
const greaterThan = 0x3e;
