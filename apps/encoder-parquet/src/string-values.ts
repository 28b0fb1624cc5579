import { ByteBuffer, NumberList } from "@sluice/bytes";
import type { ColumnValues } from "@sluice/parquet-file";
import { writeIndices } from "@sluice/parquet-file";
import { SourceTable } from "./source-table.ts";
import { takeValue } from "./value-bytes.ts";

/** More different values than this in a row group, and a dictionary costs more than it saves. */
const maxDictionarySize = 8_192;
/** A dictionary pays only where values come again. */
const minUsesPerEntry = 2;

/**
 * The strings of one column in a row group: as indices into a dictionary while few of them differ, else one after the
 * other. A column that has outgrown its dictionary does not try again in later row groups.
 */
export class StringValues {
  readonly type = "BYTE_ARRAY";
  readonly #plain = new ByteBuffer();
  readonly #dictionary = new ByteBuffer();
  /** Where each entry starts in the dictionary. */
  readonly #starts = new NumberList();
  readonly #indices = new NumberList();
  /** Entries are told apart by their source text. */
  readonly #entries = new SourceTable();
  #hasDictionary = true;

  /** Adds the JSON value that starts at `start` and is not null, and gives where it ends. */
  take(bytes: Uint8Array, start: number): number {
    return this.#hasDictionary ? this.#takeEntry(bytes, start) : takeValue(this.#plain, bytes, start);
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

  #takeEntry(bytes: Uint8Array, start: number): number {
    const entries = this.#entries;
    const { size } = entries;
    const index = entries.indexAt(bytes, start);
    this.#indices.push(index);
    if (index === size) this.#begin(index, bytes, start);
    return entries.end;
  }

  #begin(index: number, bytes: Uint8Array, start: number): void {
    this.#starts.push(this.#dictionary.length);
    takeValue(this.#dictionary, bytes, start);
    if (index < maxDictionarySize) return;
    this.#spellOut();
    this.#hasDictionary = false;
  }

  /** Writes what was indexed so far one after the other. */
  #spellOut(): void {
    const { items, length } = this.#indices;
    const starts = this.#starts.items;
    const { bytes } = this.#dictionary;
    for (let at = 0; at < length; at++) {
      const index = items[at] ?? 0;
      const end = index + 1 < this.#starts.length ? starts[index + 1] : this.#dictionary.length;
      this.#plain.copy(bytes, starts[index] ?? 0, end ?? 0);
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
