import type { ByteBuffer } from "@sluice/bytes";
import { ByteKeyTable, scanArrayBytes, scanObjectBytes } from "@sluice/json-text";
import { type Entry, entryNamed, maxKeysKept, type ObjectWriter, takesAll, writeEntry } from "./entry-list.ts";
import { isTagName } from "./xml-name.ts";
import { isNullAt, writeValue, xmlCharacters } from "./xml-text.ts";

/**
 * Writes a JSON object as elements named after its keys. An array repeats its key's element for each item (an empty
 * array leaves none), an object's element holds its own entries. A key that is no tag name becomes an `<entry>`. Keys
 * that it does not take are left out.
 */
export function elementWriter(nameOf: (key: string) => string, takes = takesAll, depth = 0): ObjectWriter {
  let keys = new ByteKeyTable();
  let tags: (Tag | null)[] = [];
  let nested: ObjectWriter | undefined;
  let out: ByteBuffer;

  const visit = (keyIndex: number, bytes: Uint8Array, start: number, end: number): void => {
    let tag = tags[keyIndex];
    if (tag === undefined) {
      const key = keys.keys[keyIndex] ?? "";
      tag = takes(key) ? tagOf(key, nameOf) : null;
      tags[keyIndex] = tag;
    }
    if (tag === null) return;
    if (tag.kind === "entry") writeEntry(out, tag, bytes, start, end);
    else if (bytes[start] === openBracket) writeItems(tag, bytes, start);
    else writeElement(tag, bytes, start, end);
  };

  const writeItems = (tag: Element, array: Uint8Array, from: number): number =>
    scanArrayBytes(array, from, (bytes, start, end) => writeElement(tag, bytes, start, end));

  const writeElement = (tag: Element, bytes: Uint8Array, start: number, end: number): void => {
    if (isNullAt(bytes, start)) {
      out.append(tag.empty);
      return;
    }
    out.append(tag.opening);
    if (bytes[start] !== openBrace || depth >= maxDepth) {
      writeValue(out, bytes, start, end);
    } else {
      nested ??= elementWriter(xmlCharacters, undefined, depth + 1);
      nested(out, bytes, start);
    }
    out.append(tag.closing);
  };

  return (target, bytes, start) => {
    if (keys.keys.length > maxKeysKept) {
      keys = new ByteKeyTable();
      tags = [];
    }
    out = target;
    scanObjectBytes(bytes, start, keys, visit);
  };
}

/** Below this, objects are their JSON text: readers refuse deep documents, some at 100 levels. */
const maxDepth = 64;

const openBracket = 0x5b;
const openBrace = 0x7b;

/** What stands for a key. */
type Tag = Element | Entry;

interface Element {
  readonly kind: "element";
  readonly opening: Uint8Array;
  readonly closing: Uint8Array;
  /** All of it where the value is null. */
  readonly empty: Uint8Array;
}

function tagOf(key: string, nameOf: (key: string) => string): Tag {
  if (!isTagName(key)) return entryNamed(nameOf(key));
  return {
    kind: "element",
    opening: Buffer.from(`<${key}>`),
    closing: Buffer.from(`</${key}>`),
    empty: Buffer.from(`<${key} nil="true"/>`),
  };
}
