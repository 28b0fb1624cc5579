import { join } from "node:path";
import type { SegmentRef } from "@sluice/event-source";
import { pickRecords } from "@sluice/record-batch";
import type { EventBatch } from "@sluice/types";
import type { GroupPlace } from "./blocks/block-file.ts";
import type { BlockFiles } from "./blocks/block-files.ts";
import type { DecodedGroup } from "./blocks/decode-group.ts";
import { lakeDamaged } from "./errors.ts";
import { eventsFile, loadFolder } from "./lake-layout.ts";
import { type LakeOfPlans, planFailure } from "./plan-failure.ts";
import { parseSegmentToken, type RowRange, type SegmentRows } from "./segment-token.ts";

export interface ReadingLake extends LakeOfPlans {
  readonly files: BlockFiles;
}

/** Reads a segment's row ranges one after the other; the next row group is read while the last one is being used. */
export async function* readSegment(
  lake: ReadingLake,
  { project, token }: SegmentRef,
  signal: AbortSignal,
): AsyncGenerator<EventBatch> {
  const { directory, files } = lake;
  const { at, databaseId, ranges, captured } = parseSegmentToken(token);
  for (const range of ranges) {
    const path = join(loadFolder(directory, project, range.load), eventsFile(databaseId, range.part));
    let read = 0;
    try {
      for await (const batch of readRange(files, path, range, captured, signal)) {
        read += batch.length;
        yield batch;
      }
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      throw await planFailure(lake, { project, at, loads: [range.load] }, path, error);
    }
    if (read !== range.records) throw lakeDamaged(path);
  }
}

async function* readRange(
  files: BlockFiles,
  path: string,
  range: RowRange,
  captured: SegmentRows["captured"],
  signal: AbortSignal,
): AsyncGenerator<EventBatch> {
  signal.throwIfAborted();
  const file = await files.open(path);
  const end = range.firstRow + range.rows;
  const groups = file.groups.filter((group) => group.firstRow < end && group.firstRow + group.records > range.firstRow);
  const decode = (group: GroupPlace | undefined) => {
    const decoded = group && files.decode(file, group);
    decoded?.catch(() => undefined);
    return decoded;
  };
  let next = decode(groups[0]);
  const left = { skip: range.skip, records: range.records };
  for (const index of groups.keys()) {
    const group = await next;
    signal.throwIfAborted();
    next = left.records > 0 ? decode(groups[index + 1]) : undefined;
    if (group) yield* batchesOf(group, range, captured, left);
  }
}

/** What is still to come of a range. */
interface Left {
  skip: number;
  records: number;
}

function* batchesOf(
  group: DecodedGroup,
  range: RowRange,
  captured: SegmentRows["captured"],
  left: Left,
): Generator<EventBatch> {
  const { firstRow } = group.place;
  const end = range.firstRow + range.rows - firstRow;
  for (let index = blockOf(group, range.firstRow - firstRow); index < group.blocks.length; index++) {
    const block = group.blocks[index];
    if (!block || block.firstRecord >= end) return;
    const from = Math.max(range.firstRow - firstRow, block.firstRecord);
    const to = Math.min(end, block.firstRecord + block.records);
    if (from >= to) continue;
    const batch = group.batch(block, from, to);
    const isKept = keptRecords(group, from, to, captured);
    const kept = takenFrom(batch, isKept, left);
    if (kept.length > 0) yield kept;
  }
}

/** The block that holds a record, or the first one: a group has thousands where events are small. */
function blockOf({ blocks }: DecodedGroup, record: number): number {
  let [low, high] = [0, blocks.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((blocks[middle]?.firstRecord ?? 0) <= record) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Takes what is still to come out of a batch. */
function takenFrom(batch: EventBatch, isKept: ((record: number) => boolean) | null, left: Left): EventBatch {
  if (isKept === null && left.skip === 0 && left.records >= batch.length) {
    left.records -= batch.length;
    return batch;
  }
  return pickRecords(batch, (record) => {
    if (left.records === 0 || (isKept !== null && !isKept(record))) return false;
    if (left.skip > 0) {
      left.skip--;
      return false;
    }
    left.records--;
    return true;
  });
}

/** Null where all are. */
function keptRecords(
  { place, capturedMs }: DecodedGroup,
  from: number,
  to: number,
  [fromMs, toMs]: SegmentRows["captured"],
): ((record: number) => boolean) | null {
  if (capturedMs === null || place.captured === null) return null;
  const [first, end] = [fromMs ?? Number.NEGATIVE_INFINITY, toMs ?? Number.POSITIVE_INFINITY];
  if (place.captured.fromMs >= first && place.captured.toMs < end) return null;
  const own = capturedMs.subarray(from, to);
  return (record) => (own[record] ?? 0) >= first && (own[record] ?? 0) < end;
}
