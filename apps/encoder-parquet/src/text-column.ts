import type { ByteBuffer } from "@sluice/bytes";
import type { Codec, ColumnMetaData } from "@sluice/parquet-file";
import { LevelRuns, writeColumnChunk } from "@sluice/parquet-file";
import { StringValues } from "./string-values.ts";
import { letterN } from "./value-text.ts";

/** A nullable STRING column of one key's values. */
export function textColumn(name: string) {
  const values = new StringValues();
  const definition = new LevelRuns();
  return {
    /** A JSON value as text; null where there is none. */
    add(value: string | null): void {
      const isThere = value !== null && value.charCodeAt(0) !== letterN;
      definition.add(isThere ? 1 : 0, 1);
      if (isThere) values.add(value, 0, value.length);
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
