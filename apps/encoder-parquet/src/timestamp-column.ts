import { ByteBuffer } from "@sluice/bytes";
import type { Codec, ColumnMetaData } from "@sluice/parquet-file";
import { writeColumnChunk } from "@sluice/parquet-file";
import type { EpochMs } from "@sluice/types";

export interface WrittenTimestamps {
  readonly column: ColumnMetaData;
  readonly minTsMs: EpochMs;
  readonly maxTsMs: EpochMs;
}

/** A required column of instants, with their range as statistics. */
export function timestampColumn(name: string) {
  const values = new ByteBuffer();
  let count = 0;
  let minTsMs = Number.POSITIVE_INFINITY;
  let maxTsMs = Number.NEGATIVE_INFINITY;
  return {
    add(tsMs: EpochMs): void {
      values.safeInt64(tsMs);
      count++;
      if (tsMs < minTsMs) minTsMs = tsMs;
      if (tsMs > maxTsMs) maxTsMs = tsMs;
    },
    /** Writes what there is and begins anew. */
    write(out: ByteBuffer, codec: Codec): WrittenTimestamps {
      const statistics = { min_value: new Date(minTsMs), max_value: new Date(maxTsMs), null_count: 0n };
      const column = writeColumnChunk(
        out,
        { type: "INT64", path: [name], count, maxDefinition: 0, values: values.written(), statistics },
        codec,
      );
      const written = { column, minTsMs, maxTsMs };
      values.clear();
      [count, minTsMs, maxTsMs] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      return written;
    },
  };
}
