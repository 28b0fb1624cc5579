import { type ByteBuffer, SpareBuffers } from "@sluice/bytes";
import type { EpochMs, EventBatch, RecordBatch } from "@sluice/types";
import type { Block, BlockEncoder, BlockLimits } from "./encoder.ts";

export interface TextFormat<Batch extends RecordBatch = EventBatch> {
  readonly head: string;
  readonly tail: string;
  /** Writes one record in UTF-8, with what ends it. */
  record(batch: Batch, index: number, out: ByteBuffer): void;
  /**
   * Writes the records from one index up to another, if each of them takes as many bytes as its line; else writes
   * nothing and gives false. For formats that copy lines: many are copied as fast as one.
   */
  readonly run?: ((batch: Batch, from: number, to: number, out: ByteBuffer) => boolean) | undefined;
}

/**
 * Gathers records of a text format into blocks. A block ends with the record that reaches one of its limits; a record
 * that is that big alone is a block alone, so that it needs no more room in an object than it must.
 */
export function textBlockEncoder<Batch extends RecordBatch>(
  format: TextFormat<Batch>,
  limits: BlockLimits,
): BlockEncoder<undefined, Batch> {
  const spares = new SpareBuffers();
  let open = emptyBlock(spares, 0);

  function* encode(batch: Batch): Generator<Block> {
    let { run } = format;
    let index = 0;
    while (index < batch.length) {
      const runEnd = run ? endOfRun(batch, index) : index;
      if (run && runEnd > index && run(batch, index, runEnd, open.out)) {
        while (index < runEnd) count(batch.tsMs[index++] ?? 0);
      } else {
        // Where one record stands in the way of a run, others will too.
        if (runEnd > index) run = undefined;
        const start = open.out.length;
        format.record(batch, index, open.out);
        if (open.out.length - start >= limits.maxBlockBytes && open.records > 0) yield closeBefore(start);
        count(batch.tsMs[index++] ?? 0);
      }
      if (open.out.length >= limits.maxBlockBytes || open.records >= limits.maxBlockRecords) {
        yield closeBefore(open.out.length);
      }
    }
  }

  /** One past the record that fills the block, if all take as many bytes as their lines, and before one that is alone. */
  function endOfRun({ starts, length }: Batch, from: number): number {
    const end = Math.min(length, from + limits.maxBlockRecords - open.records);
    let byteLength = open.out.length;
    let to = from;
    while (to < end && byteLength < limits.maxBlockBytes) {
      const lineBytes = (starts[to + 1] ?? 0) - (starts[to] ?? 0);
      if (lineBytes >= limits.maxBlockBytes) break;
      byteLength += lineBytes;
      to++;
    }
    return to;
  }

  function count(tsMs: EpochMs): void {
    open.records++;
    if (tsMs < open.minTsMs) open.minTsMs = tsMs;
    if (tsMs > open.maxTsMs) open.maxTsMs = tsMs;
  }

  function* finish(): Generator<Block> {
    if (open.records > 0) yield closeBefore(open.out.length);
  }

  /** Ends the block there; what was written behind it begins the next one. */
  function closeBefore(end: number): Block {
    const { out, records, minTsMs, maxTsMs } = open;
    const rest = out.written().subarray(end);
    // The next block will be about as big; the first one grows, as many segments are small.
    open = emptyBlock(spares, out.length + (out.length >> 3));
    open.out.append(rest);
    const bytes = out.written().subarray(0, end);
    return { bytes, records, minTsMs, maxTsMs, footer: undefined, release: () => spares.giveBack(out) };
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

function emptyBlock(spares: SpareBuffers, byteLength: number): OpenBlock {
  const [minTsMs, maxTsMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  return { out: spares.take(byteLength), records: 0, minTsMs, maxTsMs };
}
