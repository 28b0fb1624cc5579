import { ByteBuffer, NumberList } from "@sluice/bytes";
import type { ColumnValues } from "@sluice/parquet-file";
import { writeIndices } from "@sluice/parquet-file";
import { writeValueText } from "./value-text.ts";

/** More different values than this in a row group, and a dictionary costs more than it saves. */
const maxDictionarySize = 8_192;
/** A dictionary pays only where values come again. */
const minUsesPerEntry = 2;

/**
 * The strings of one column in a row group: as indices into a dictionary while few of them differ, else one after the
 * other. A column that has outgrown its dictionary does not try again in later row groups.
 */
export class StringValues {
  readonly #plain = new ByteBuffer();
  readonly #dictionary = new ByteBuffer();
  /** Where each entry starts in the dictionary, and where the last one ends. */
  readonly #starts = new NumberList();
  readonly #indices = new NumberList();
  readonly #entries = new Map<string, number>();
  #hasDictionary = true;

  /** Adds a JSON value that is not null. */
  add(text: string, start: number, end: number): void {
    if (!this.#hasDictionary) {
      writeValueText(this.#plain, text, start, end);
      return;
    }
    const source = text.slice(start, end);
    let index = this.#entries.get(source);
    if (index === undefined) {
      index = this.#entries.size;
      this.#entries.set(source, index);
      this.#starts.push(this.#dictionary.length);
      writeValueText(this.#dictionary, text, start, end);
    }
    this.#indices.push(index);
    if (this.#entries.size > maxDictionarySize) {
      this.#spellOut();
      this.#hasDictionary = false;
    }
  }

  /** What the row group's column holds; everything is forgotten with the next `clear`. */
  taken(): Pick<ColumnValues, "dictionary" | "values"> {
    const pays = this.#entries.size * minUsesPerEntry <= this.#indices.length;
    if (!this.#hasDictionary || !pays) {
      this.#spellOut();
      return { values: this.#plain.written() };
    }
    writeIndices(this.#plain, this.#indices, this.#entries.size);
    return {
      dictionary: { bytes: this.#dictionary.written(), size: this.#entries.size },
      values: this.#plain.written(),
    };
  }

  clear(): void {
    this.#plain.clear();
    this.#forgetDictionary();
  }

  /** Writes what was indexed so far one after the other. */
  #spellOut(): void {
    const { items, length } = this.#indices;
    const starts = this.#starts.items;
    const bytes = this.#dictionary.written();
    for (let at = 0; at < length; at++) {
      const index = items[at] ?? 0;
      const end = index + 1 < this.#starts.length ? starts[index + 1] : bytes.byteLength;
      this.#plain.append(bytes.subarray(starts[index], end));
    }
    this.#forgetDictionary();
  }

  #forgetDictionary(): void {
    this.#dictionary.clear();
    this.#starts.clear();
    this.#indices.clear();
    this.#entries.clear();
  }
}
