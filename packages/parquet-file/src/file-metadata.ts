import { ByteWriter } from "hyparquet-writer";
import { writeMetadata } from "hyparquet-writer/src/metadata.js";

/** `FileMetaData` and what it is made of, as parquet.thrift names them. */
export type FileMetaData = Parameters<typeof writeMetadata>[1];
export type SchemaElement = FileMetaData["schema"][number];
type RowGroup = FileMetaData["row_groups"][number];
export type ColumnMetaData = NonNullable<RowGroup["columns"][number]["meta_data"]>;

/** What a row group leaves for the end of its file; offsets count from the row group's first byte. */
export interface RowGroupFooter {
  readonly columns: readonly ColumnMetaData[];
}

/** A row group that is written. */
export interface WrittenRowGroup {
  readonly byteLength: number;
  readonly records: number;
  readonly footer: RowGroupFooter;
}

/** Starts and ends every Parquet file. */
export const magic = new Uint8Array(Buffer.from("PAR1"));

/** The end of a file made of the magic and these row groups: its metadata, their length, the magic. */
export function fileTail(schema: readonly SchemaElement[], rowGroups: readonly WrittenRowGroup[]): Uint8Array {
  let start = magic.byteLength;
  let records = 0;
  const placed: RowGroup[] = [];
  for (const rowGroup of rowGroups) {
    placed.push(rowGroupAt(start, rowGroup));
    start += rowGroup.byteLength;
    records += rowGroup.records;
  }
  const writer = new ByteWriter();
  writeMetadata(writer, {
    version: 2,
    schema: [...schema],
    num_rows: BigInt(records),
    row_groups: placed,
    created_by: "sluice version 1",
    metadata_length: 0,
  });
  writer.appendBytes(magic);
  return writer.getBytes();
}

function rowGroupAt(start: number, { footer, records, byteLength }: WrittenRowGroup): RowGroup {
  const shift = BigInt(start);
  return {
    columns: footer.columns.map((column) => ({
      file_offset: 0n,
      meta_data: {
        ...column,
        data_page_offset: column.data_page_offset + shift,
        ...(column.dictionary_page_offset === undefined
          ? {}
          : { dictionary_page_offset: column.dictionary_page_offset + shift }),
      },
    })),
    total_byte_size: footer.columns.reduce((sum, column) => sum + column.total_uncompressed_size, 0n),
    num_rows: BigInt(records),
    file_offset: shift,
    total_compressed_size: BigInt(byteLength),
  };
}
