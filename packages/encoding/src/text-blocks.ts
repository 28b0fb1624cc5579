import type { EpochMs, EventBatch, RecordBatch } from "@sluice/types";
import type { Block, BlockEncoder, BlockLimits } from "./encoder.ts";

export interface TextFormat<Batch extends RecordBatch = EventBatch> {
  readonly head: string;
  readonly tail: string;
  /** One record's text, with what ends it. */
  record(batch: Batch, index: number): string;
}

/**
 * Gathers records of a text format into blocks. A block ends with the record that reaches one of its limits; a record
 * that is that big alone is a block alone, so that it needs no more room in an object than it must.
 */
export function textBlockEncoder<Batch extends RecordBatch>(
  format: TextFormat<Batch>,
  limits: BlockLimits,
): BlockEncoder<undefined, Batch> {
  let open = emptyBlock();

  function* encode(batch: Batch): Generator<Block> {
    for (let index = 0; index < batch.length; index++) {
      const record = format.record(batch, index);
      const tsMs = batch.tsMs[index] ?? 0;
      if (record.length >= limits.maxBlockBytes && open.parts.length > 0) yield close();
      open.parts.push(record);
      open.length += record.length;
      if (tsMs < open.minTsMs) open.minTsMs = tsMs;
      if (tsMs > open.maxTsMs) open.maxTsMs = tsMs;
      if (open.length >= limits.maxBlockBytes || open.parts.length >= limits.maxBlockRecords) yield close();
    }
  }

  function* finish(): Generator<Block> {
    if (open.parts.length > 0) yield close();
  }

  function close(): Block {
    const { parts, minTsMs, maxTsMs } = open;
    open = emptyBlock();
    return { bytes: Buffer.from(parts.join("")), records: parts.length, minTsMs, maxTsMs, footer: undefined };
  }

  const head = Buffer.from(format.head);
  const tail = Buffer.from(format.tail);
  return { head: () => head, encode, finish, tail: () => tail };
}

function emptyBlock(): { parts: string[]; length: number; minTsMs: EpochMs; maxTsMs: EpochMs } {
  return { parts: [], length: 0, minTsMs: Number.POSITIVE_INFINITY, maxTsMs: Number.NEGATIVE_INFINITY };
}
