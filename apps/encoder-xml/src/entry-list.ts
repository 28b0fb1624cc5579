import { keyNames } from "@sluice/encoding";
import { KeyTable, scanObject } from "@sluice/json-text";
import type { KeyTypes } from "@sluice/types";
import { escapeXml, isNull, valueText, xmlCharacters } from "./xml-text.ts";

/** Writes a JSON object as `<entry>` elements, one for each key that it takes, in the object's order. */
export function entryWriter(
  nameOf: (key: string) => string,
  takes: (key: string) => boolean = () => true,
): (object: string) => string {
  let keys = new KeyTable();
  let openings: (string | null)[] = [];
  let written = "";
  const visit = (keyIndex: number, text: string, start: number, end: number): void => {
    let opening = openings[keyIndex];
    if (opening === undefined) {
      const key = keys.keys[keyIndex] ?? "";
      opening = takes(key) ? entryOpening(nameOf(key)) : null;
      openings[keyIndex] = opening;
    }
    if (opening === null) return;
    written += opening + entryClosing(text, start, end);
  };
  return (object) => {
    if (keys.keys.length > maxKeysKept) {
      keys = new KeyTable();
      openings = [];
    }
    written = "";
    scanObject(object, keys, visit);
    return written;
  };
}

/** An entry up to its value: the part that repeats with every record. */
export function entryOpening(name: string): string {
  return `<entry><key>${escapeXml(name)}</key><value`;
}

/** The names of a run's keys, none of which meet where XML can't carry a character that tells them apart. */
export function entryNames(schema: readonly KeyTypes[]): (key: string) => string {
  return keyNames(schema, xmlCharacters);
}

/** The rest of an entry; null is told from an empty string by an attribute. */
export function entryClosing(text: string, start: number, end: number): string {
  return isNull(text, start) ? ' nil="true"/></entry>' : `>${valueText(text, start, end)}</value></entry>`;
}

/** Bounds the memory that ever new keys would take. */
export const maxKeysKept = 10_000;
