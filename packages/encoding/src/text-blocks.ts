import { ByteBuffer } from "@sluice/bytes";
import type { EpochMs, EventBatch, RecordBatch } from "@sluice/types";
import type { Block, BlockEncoder, BlockLimits } from "./encoder.ts";

export interface TextFormat<Batch extends RecordBatch = EventBatch> {
  readonly head: string;
  readonly tail: string;
  /** Writes one record in UTF-8, with what ends it. */
  record(batch: Batch, index: number, out: ByteBuffer): void;
}

/**
 * Gathers records of a text format into blocks. A block ends with the record that reaches one of its limits; a record
 * that is that big alone is a block alone, so that it needs no more room in an object than it must.
 */
export function textBlockEncoder<Batch extends RecordBatch>(
  format: TextFormat<Batch>,
  limits: BlockLimits,
): BlockEncoder<undefined, Batch> {
  let open = emptyBlock(0);

  function* encode(batch: Batch): Generator<Block> {
    for (let index = 0; index < batch.length; index++) {
      const start = open.out.length;
      format.record(batch, index, open.out);
      const tsMs = batch.tsMs[index] ?? 0;
      if (open.out.length - start >= limits.maxBlockBytes && open.records > 0) yield closeBefore(start);
      open.records++;
      if (tsMs < open.minTsMs) open.minTsMs = tsMs;
      if (tsMs > open.maxTsMs) open.maxTsMs = tsMs;
      if (open.out.length >= limits.maxBlockBytes || open.records >= limits.maxBlockRecords) {
        yield closeBefore(open.out.length);
      }
    }
  }

  function* finish(): Generator<Block> {
    if (open.records > 0) yield closeBefore(open.out.length);
  }

  /** Ends the block there; what was written behind it begins the next one. */
  function closeBefore(end: number): Block {
    const { out, records, minTsMs, maxTsMs } = open;
    const rest = out.written().subarray(end);
    // The next block will be about as big; the first one grows, as many segments are small.
    open = emptyBlock(out.length + (out.length >> 3));
    open.out.append(rest);
    return { bytes: out.written().subarray(0, end), records, minTsMs, maxTsMs, footer: undefined };
  }

  const head = Buffer.from(format.head);
  const tail = Buffer.from(format.tail);
  return { head: () => head, encode, finish, tail: () => tail };
}

interface OpenBlock {
  readonly out: ByteBuffer;
  records: number;
  minTsMs: EpochMs;
  maxTsMs: EpochMs;
}

function emptyBlock(byteLength: number): OpenBlock {
  const out = new ByteBuffer();
  out.reserve(byteLength);
  return { out, records: 0, minTsMs: Number.POSITIVE_INFINITY, maxTsMs: Number.NEGATIVE_INFINITY };
}
