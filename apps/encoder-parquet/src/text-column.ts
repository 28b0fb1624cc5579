import type { ByteBuffer } from "@sluice/bytes";
import type { Codec, ColumnMetaData } from "@sluice/parquet-file";
import { LevelRuns, writeColumnChunk } from "@sluice/parquet-file";
import { StringValues } from "./string-values.ts";
import { letterN, nullLength } from "./value-bytes.ts";

/** A nullable STRING column of one key's values. */
export function textColumn(name: string) {
  const values = new StringValues();
  const definition = new LevelRuns();
  return {
    /** Adds the JSON value that starts at `start` and gives where it ends. */
    take(bytes: Uint8Array, start: number): number {
      const isThere = bytes[start] !== letterN;
      definition.add(isThere ? 1 : 0, 1);
      return isThere ? values.take(bytes, start) : start + nullLength;
    },
    /** Fills rows that have no value, so that there are so many. */
    fillTo(rows: number): void {
      definition.add(0, rows - definition.count);
    },
    write(out: ByteBuffer, codec: Codec): ColumnMetaData {
      const { count } = definition;
      const column = { type: "BYTE_ARRAY", path: [name], count, definition, maxDefinition: 1 } as const;
      const written = writeColumnChunk(out, { ...column, ...values.taken() }, codec);
      definition.clear();
      values.clear();
      return written;
    },
  };
}
