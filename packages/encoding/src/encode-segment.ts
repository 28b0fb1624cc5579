import type { EventBatch, ProfileBatch, RecordBatch } from "@sluice/types";
import type { BlockEncoder, BlockLimits, EncodeContext, ProfileContext } from "./encoder.ts";
import { ObjectRoller, type RolledOutput } from "./object-roller.ts";
import type { ObjectLimits, SegmentOutput } from "./segment-output.ts";

export interface EncodeSegment<Footer> extends SegmentOutput<Footer> {
  readonly context: Omit<EncodeContext, keyof BlockLimits>;
  readonly batches: AsyncIterable<EventBatch>;
}

export interface EncodeProfiles<Footer> extends SegmentOutput<Footer> {
  readonly context: Omit<ProfileContext, keyof BlockLimits>;
  readonly batches: AsyncIterable<ProfileBatch>;
}

/**
 * Encodes a segment's records into as many objects as the limits ask for and hands each to the sink. Reading, encoding,
 * compressing (on the thread pool) and storing overlap; memory is bounded. Which records an object holds, and its
 * bytes, depend on the records, the limits and the level alone.
 */
export async function encodeSegment<Footer>(segment: EncodeSegment<Footer>): Promise<void> {
  const { encoder, context, batches } = segment;
  const blocks = encoder.open({ ...context, ...blockLimits(segment.limits) });
  await encodeBatches({ ...segment, ...context }, blocks, batches);
}

/** The same for a segment of profiles. */
export async function encodeProfiles<Footer>(segment: EncodeProfiles<Footer>): Promise<void> {
  const { encoder, context, batches } = segment;
  const blocks = encoder.openProfiles({ ...context, ...blockLimits(segment.limits) });
  await encodeBatches({ ...segment, ...context, eventName: null }, blocks, batches);
}

async function encodeBatches<Footer, Batch extends RecordBatch>(
  output: RolledOutput<Footer>,
  blocks: BlockEncoder<Footer, Batch>,
  batches: AsyncIterable<Batch>,
): Promise<void> {
  const { signal, onProgress } = output;
  await using roller = new ObjectRoller(output, blocks);
  for await (const batch of batches) {
    for (const block of blocks.encode(batch)) await roller.add(block);
    signal.throwIfAborted();
    onProgress?.(batch.length);
  }
  for (const block of blocks.finish()) await roller.add(block);
  await roller.finish();
}

const maxBlockBytes = 1024 * 1024;

/** With small limits blocks are small too, so that objects still come close to their limit. */
function blockLimits(limits: ObjectLimits): BlockLimits {
  return {
    maxBlockBytes: Math.max(1, Math.min(maxBlockBytes, Math.floor(limits.maxObjectBytes / 16))),
    maxBlockRecords: limits.maxObjectRecords,
  };
}
