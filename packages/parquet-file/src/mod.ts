/**
 * Parquet files, a part at a time: for each leaf column of a row group PLAIN values or dictionary indices in a `ByteBuffer`
 * and its levels in `LevelRuns`, which `writeColumnChunk` makes pages of; then `fileTail` for all row groups. A file is
 * the magic, the row groups, the tail. Who wants pages compressed elsewhere gives a codec that has the result already.
 */
export * from "./codec.ts";
export * from "./column-chunk.ts";
export * from "./file-metadata.ts";
export * from "./hybrid-encoding.ts";
export * from "./level-runs.ts";
