import { ByteBuffer, NumberList } from "@sluice/bytes";
import { ByteKeyTable, takeObjectBytes } from "@sluice/json-text";
import type { Codec, ColumnMetaData } from "@sluice/parquet-file";
import { type ColumnValues, LevelRuns, writeColumnChunk, writeIndices } from "@sluice/parquet-file";
import { letterN, nullLength, takeValue } from "./value-bytes.ts";

/** A column that takes one record after the other and writes what it has at the end of a row group. */
export interface RecordColumn {
  /** The object that starts there. */
  add(bytes: Uint8Array, start: number): void;
  /** Same as an object without entries. */
  addEmpty(): void;
  write(out: ByteBuffer, codec: Codec): ColumnMetaData[];
}

/**
 * A MAP<STRING, STRING> of a JSON object's entries (Parquet logical types, "Maps"): keys from a dictionary, values one
 * after the other, null where the JSON has null.
 */
export function mapColumn(name: string, nameOf: (key: string) => string): RecordColumn {
  const table = new ByteKeyTable();
  const keys = keyDictionary(table, nameOf);
  const values = new ByteBuffer();
  const repetition = new LevelRuns();
  const keyLevels = new LevelRuns();
  const valueLevels = new LevelRuns();
  let entries = 0;

  const take = (keyIndex: number, bytes: Uint8Array, start: number): number => {
    keys.add(keyIndex);
    entries++;
    const isNull = bytes[start] === letterN;
    valueLevels.add(isNull ? 1 : 2, 1);
    return isNull ? start + nullLength : takeValue(values, bytes, start);
  };

  const addEmpty = (): void => {
    repetition.add(0, 1);
    keyLevels.add(0, 1);
    valueLevels.add(0, 1);
  };

  return {
    add(bytes, start) {
      entries = 0;
      takeObjectBytes(bytes, start, table, take);
      if (entries === 0) return addEmpty();
      repetition.add(0, 1);
      repetition.add(1, entries - 1);
      keyLevels.add(1, entries);
    },
    addEmpty,
    write(out, codec) {
      const shared = { type: "BYTE_ARRAY", count: repetition.count, repetition } as const;
      const path = [name, "key_value"];
      const key: ColumnValues = {
        ...shared,
        path: [...path, "key"],
        definition: keyLevels,
        maxDefinition: 1,
        ...keys.taken(),
      };
      const value: ColumnValues = {
        ...shared,
        path: [...path, "value"],
        definition: valueLevels,
        maxDefinition: 2,
        values: values.written(),
      };
      const written = [writeColumnChunk(out, key, codec), writeColumnChunk(out, value, codec)];
      for (const part of [keys, values, repetition, keyLevels, valueLevels]) part.clear();
      return written;
    },
  };
}

/** Keys by their number in the table; each is spelt once in a row group. */
function keyDictionary(table: ByteKeyTable, nameOf: (key: string) => string) {
  const spelt = new ByteBuffer();
  const indices = new NumberList();
  const encoded = new ByteBuffer();
  let entryOf: number[] = [];
  let size = 0;
  return {
    add(keyIndex: number): void {
      let entry = entryOf[keyIndex];
      if (entry === undefined) {
        entry = size++;
        entryOf[keyIndex] = entry;
        spelt.string(nameOf(table.keys[keyIndex] ?? ""));
      }
      indices.push(entry);
    },
    taken(): Pick<ColumnValues, "dictionary" | "values"> {
      writeIndices(encoded, indices, size);
      return size === 0
        ? { values: new Uint8Array(0) }
        : { dictionary: { bytes: spelt.written(), size }, values: encoded.written() };
    },
    clear(): void {
      for (const part of [spelt, indices, encoded]) part.clear();
      entryOf = [];
      size = 0;
    },
  };
}
