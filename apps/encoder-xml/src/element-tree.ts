import { KeyTable, scanArray, scanObject } from "@sluice/json-text";
import { entryClosing, entryOpening, maxKeysKept } from "./entry-list.ts";
import { isTagName } from "./xml-name.ts";
import { isNull, valueText, xmlCharacters } from "./xml-text.ts";

/**
 * Writes a JSON object as elements named after its keys. An array repeats its key's element for each item (an empty
 * array leaves none), an object's element holds its own entries. A key that is no tag name becomes an `<entry>`. Keys
 * that it does not take are left out.
 */
export function elementWriter(
  nameOf: (key: string) => string,
  takes: (key: string) => boolean = () => true,
  depth = 0,
): (object: string) => string {
  let keys = new KeyTable();
  let tags: (Tag | null)[] = [];
  let nested: ((object: string) => string) | undefined;
  let written = "";

  const visit = (keyIndex: number, text: string, start: number, end: number): void => {
    let tag = tags[keyIndex];
    if (tag === undefined) {
      const key = keys.keys[keyIndex] ?? "";
      tag = takes(key) ? tagOf(key, nameOf) : null;
      tags[keyIndex] = tag;
    }
    if (tag === null) return;
    if (tag.name === null) written += tag.opening + entryClosing(text, start, end);
    else if (text.charCodeAt(start) === openBracket) writeItems(tag, text.slice(start, end));
    else writeElement(tag, text, start, end);
  };

  const writeItems = (tag: Tag, array: string): void =>
    scanArray(array, (text, start, end) => writeElement(tag, text, start, end));

  const writeElement = ({ opening, closing, name }: Tag, text: string, start: number, end: number): void => {
    if (isNull(text, start)) written += `<${name} nil="true"/>`;
    else written += opening + content(text, start, end) + closing;
  };

  const content = (text: string, start: number, end: number): string => {
    if (text.charCodeAt(start) !== openBrace || depth >= maxDepth) return valueText(text, start, end);
    nested ??= elementWriter(xmlCharacters, undefined, depth + 1);
    return nested(text.slice(start, end));
  };

  return (object) => {
    if (keys.keys.length > maxKeysKept) {
      keys = new KeyTable();
      tags = [];
    }
    written = "";
    scanObject(object, keys, visit);
    return written;
  };
}

/** Below this, objects are their JSON text: readers refuse deep documents, some at 100 levels. */
const maxDepth = 64;

const openBracket = 0x5b;
const openBrace = 0x7b;

interface Tag {
  /** Null for a key that becomes an `<entry>`. */
  readonly name: string | null;
  readonly opening: string;
  readonly closing: string;
}

function tagOf(key: string, nameOf: (key: string) => string): Tag {
  if (!isTagName(key)) return { name: null, opening: entryOpening(nameOf(key)), closing: "" };
  return { name: key, opening: `<${key}>`, closing: `</${key}>` };
}
