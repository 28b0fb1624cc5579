import type { Block, BlockEncoder, BlockLimits } from "@sluice/encoding";
import { fileTail, magic, type RowGroupFooter, type SchemaElement } from "@sluice/parquet-file";
import type { RecordBatch } from "@sluice/types";

/** Takes records until it is closed, which gives a row group and begins the next one. */
export interface RowGroup<Batch> {
  readonly schema: readonly SchemaElement[];
  /** Of the open row group. */
  readonly records: number;
  readonly textLength: number;
  /** How long a record's objects are as JSON, in bytes. */
  textLengthAt(batch: Batch, index: number): number;
  add(batch: Batch, index: number): void;
  close(): Block<RowGroupFooter>;
}

/** Gathers records into row groups, one a block. */
export function rowGroupEncoder<Batch extends RecordBatch>(
  rowGroup: RowGroup<Batch>,
  blockLimits: BlockLimits,
): BlockEncoder<RowGroupFooter, Batch> {
  const limits = rowGroupLimits(blockLimits);

  function* encode(batch: Batch): Generator<Block<RowGroupFooter>> {
    for (let index = 0; index < batch.length; index++) {
      // A record that is as big as a row group has one of its own.
      const textLength = rowGroup.textLength + rowGroup.textLengthAt(batch, index);
      if (rowGroup.records > 0 && textLength > limits.textLength(rowGroup.records + 1, textLength)) {
        yield rowGroup.close();
      }
      rowGroup.add(batch, index);
      if (rowGroup.records >= limits.records) yield rowGroup.close();
    }
  }

  function* finish(): Generator<Block<RowGroupFooter>> {
    if (rowGroup.records > 0) yield rowGroup.close();
  }

  const { schema } = rowGroup;
  return { head: () => magic, encode, finish, tail: (blocks) => fileTail(schema, blocks) };
}

const maxRowGroupRecords = 100_000;
/** A reader holds a row group at a time, and so does this process, more than once. */
const maxRowGroupText = 16 * 1024 * 1024;
/** A large value with an escape in it is a large string as well, on its way into a column. */
const largeRecordText = 16 * 1024;
const maxLargeRowGroupText = 2 * 1024 * 1024;
const fullBlockBytes = 1024 * 1024;

/** Small objects need small row groups, to come close to their limit. */
function rowGroupLimits({ maxBlockBytes, maxBlockRecords }: BlockLimits) {
  return {
    records: Math.min(maxRowGroupRecords, maxBlockRecords),
    textLength(records: number, textLength: number): number {
      if (maxBlockBytes < fullBlockBytes) return maxBlockBytes;
      return textLength > records * largeRecordText ? maxLargeRowGroupText : maxRowGroupText;
    },
  };
}
