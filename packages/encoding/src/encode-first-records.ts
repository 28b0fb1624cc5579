import type { EventBatch, ProfileBatch, RecordBatch } from "@sluice/types";
import type {
  Block,
  BlockEncoder,
  BlockLimits,
  EncodeContext,
  Encoder,
  ProfileContext,
  ShownOutput,
} from "./encoder.ts";
import { summaryOf } from "./open-object.ts";

export interface FirstRecordLimits {
  readonly maxRecords: number;
  /** Of what is shown. */
  readonly maxBytes: number;
}

/** An object of the first records alone, before it is compressed, as a person sees it. */
export interface FirstRecords extends ShownOutput {
  readonly records: number;
}

/** Encodes an event's first records as its objects would hold them, and reads no more batches than it needs. */
export async function encodeFirstEvents<Footer>(
  encoder: Encoder<Footer>,
  context: Omit<EncodeContext, keyof BlockLimits>,
  batches: AsyncIterable<EventBatch>,
  limits: FirstRecordLimits,
): Promise<FirstRecords> {
  return firstRecords(encoder, encoder.open({ ...context, ...blockLimits(limits) }), batches, limits);
}

/** The same for profiles. */
export async function encodeFirstProfiles<Footer>(
  encoder: Encoder<Footer>,
  context: Omit<ProfileContext, keyof BlockLimits>,
  batches: AsyncIterable<ProfileBatch>,
  limits: FirstRecordLimits,
): Promise<FirstRecords> {
  return firstRecords(encoder, encoder.openProfiles({ ...context, ...blockLimits(limits) }), batches, limits);
}

/** A record a block, where the format has no bounds of its own. */
function blockLimits({ maxRecords }: FirstRecordLimits): BlockLimits {
  return { maxBlockBytes: 1, maxBlockRecords: maxRecords };
}

async function firstRecords<Footer, Batch extends RecordBatch>(
  encoder: Encoder<Footer>,
  blocks: BlockEncoder<Footer, Batch>,
  batches: AsyncIterable<Batch>,
  { maxRecords, maxBytes }: FirstRecordLimits,
): Promise<FirstRecords> {
  const head = blocks.head();
  const taken: Block<Footer>[] = [];
  let records = 0;
  let byteLength = head.byteLength;
  for await (const block of blocksOf(blocks, batches)) {
    const fits = records + block.records <= maxRecords && byteLength + block.bytes.byteLength <= maxBytes;
    if (taken.length > 0 && !fits) break;
    taken.push(block);
    records += block.records;
    byteLength += block.bytes.byteLength;
    if (records >= maxRecords) break;
  }
  const tail = blocks.tail(taken.map(summaryOf));
  const object = Buffer.concat([head, ...taken.map(({ bytes }) => bytes), tail]);
  const { shown, isCut } = await encoder.show(object, maxBytes);
  return { shown, isCut, records: shown.kind === "table" ? shown.rows.length : records };
}

async function* blocksOf<Footer, Batch extends RecordBatch>(
  blocks: BlockEncoder<Footer, Batch>,
  batches: AsyncIterable<Batch>,
): AsyncGenerator<Block<Footer>> {
  for await (const batch of batches) yield* blocks.encode(batch);
  yield* blocks.finish();
}
