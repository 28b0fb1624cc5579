import { type EventBatch, eventLine } from "@sluice/types";
import { sizesPerRecord } from "./block-columns.ts";
import { type BlockFile, columnOf, type GroupPlace, readColumn, readGroup } from "./block-file.ts";
import { pageValues, pageValuesSync } from "./column-page.ts";

/** A row group that has been read: some blocks, each of one event. */
export interface DecodedGroup {
  readonly place: GroupPlace;
  readonly blocks: readonly Block[];
  /** Of each record; null where all were captured at once. */
  readonly capturedMs: Float64Array | null;
  /** About what it takes in memory. */
  readonly byteLength: number;
  /** Records of one block, counted from the row group's first one. */
  batch(block: Block, from: number, to: number): EventBatch;
}

export interface Block {
  readonly index: number;
  readonly eventName: string;
  readonly firstRecord: number;
  readonly records: number;
}

export async function decodeGroup(file: BlockFile, place: GroupPlace): Promise<DecodedGroup> {
  const bytes = await readGroup(file, place);
  const chunk = (name: string) => {
    const { start, byteLength } = columnOf(place, name);
    return bytes.subarray(start, start + byteLength);
  };
  const plain = (name: string) => pageValuesSync(chunk(name), columnOf(place, name), false);
  const list = (name: string) => pageValues(chunk(name), columnOf(place, name), true);
  const [ts, sizes, captured, lines] = await Promise.all([
    list("ts"),
    list("sizes"),
    place.captured ? list("captured") : null,
    pageValues(chunk("lines"), columnOf(place, "lines"), false),
  ]);
  const blocks = blocksOf(plain("event_name"), plain("records"));
  const idsChunk = chunk("id");
  const tsMs = instants(ts, place.records);
  const places = linePlaces(sizes, blocks, place.records);
  let ids: Ids | undefined;
  const idsOf = (): Ids => {
    ids ??= decodeIds(pageValuesSync(idsChunk, columnOf(place, "id"), true), place.records);
    return ids;
  };
  return {
    place,
    blocks,
    capturedMs: captured && instants(captured, place.records),
    byteLength: lines.byteLength + place.records * bytesPerRecord,
    batch: (block, from, to) => new BlockBatch({ block: block.index, from, to, tsMs, lines, places, idsOf }),
  };
}

/** `ts` alone, and when its records were captured, of a row group that nobody reads further. */
export async function readInstants(file: BlockFile, place: GroupPlace, name: "ts" | "captured"): Promise<Float64Array> {
  const column = columnOf(place, name);
  return instants(await pageValues(await readColumn(file, place, name), column, true), place.records);
}

const bytesPerRecord = 40;

function instants(values: Uint8Array, count: number): Float64Array {
  const view = new DataView(values.buffer, values.byteOffset, values.byteLength);
  const list = new Float64Array(count);
  for (let at = 0; at < count; at++) {
    list[at] = view.getUint32(at * 8, true) + view.getInt32(at * 8 + 4, true) * 2 ** 32;
  }
  return list;
}

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

function blocksOf(names: Uint8Array, counts: Uint8Array): Block[] {
  const nameView = new DataView(names.buffer, names.byteOffset, names.byteLength);
  const countView = new DataView(counts.buffer, counts.byteOffset, counts.byteLength);
  const blocks: Block[] = [];
  let firstRecord = 0;
  for (let at = 0, block = 0; at < names.byteLength; block++) {
    const end = at + 4 + nameView.getUint32(at, true);
    const records = countView.getUint32(block * 4, true);
    blocks.push({ index: block, eventName: utf8.decode(names.subarray(at + 4, end)), firstRecord, records });
    firstRecord += records;
    at = end;
  }
  return blocks;
}

/** Where things are in the column `lines`, whose blocks each begin with their length. */
interface LinePlaces {
  /** One more for each block than it has records. */
  readonly starts: Uint32Array;
  readonly ts: Uint32Array;
  readonly deviceInfo: Uint32Array;
  readonly sessionProps: Uint32Array;
}

function linePlaces(sizes: Uint8Array, blocks: readonly Block[], records: number): LinePlaces {
  const view = new DataView(sizes.buffer, sizes.byteOffset, sizes.byteLength);
  const starts = new Uint32Array(records + blocks.length);
  const [ts, deviceInfo, sessionProps] = [new Uint32Array(records), new Uint32Array(records), new Uint32Array(records)];
  let at = 0;
  for (let index = 0; index < blocks.length; index++) {
    const { firstRecord = 0, records: count = 0 } = blocks[index] ?? {};
    at += blockLengthBytes;
    for (let record = firstRecord; record < firstRecord + count; record++) {
      const size = record * sizesPerRecord * 4;
      const end = at + view.getUint32(size, true) - eventLine.end;
      const device = view.getUint32(size + 8, true);
      const session = view.getUint32(size + 12, true);
      starts[record + index] = at;
      ts[record] = at + eventLine.profile + view.getUint32(size + 4, true) + eventLine.beforeTs;
      if (session > 0) sessionProps[record] = end - session;
      if (device > 0) deviceInfo[record] = end - device - (session > 0 ? session + eventLine.beforeSessionProps : 0);
      at = end + eventLine.end;
    }
    starts[firstRecord + count + index] = at;
  }
  return { starts, ts, deviceInfo, sessionProps };
}

const blockLengthBytes = 4;

interface Ids {
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
}

function decodeIds(values: Uint8Array, records: number): Ids {
  const view = new DataView(values.buffer, values.byteOffset, values.byteLength);
  const bytes = Buffer.allocUnsafeSlow(values.byteLength - records * 4);
  const starts = new Uint32Array(records + 1);
  let [at, written] = [0, 0];
  for (let record = 0; record < records; record++) {
    const length = view.getUint32(at, true);
    at += 4;
    for (let i = 0; i < length; i++) bytes[written + i] = values[at + i] ?? 0;
    at += length;
    written += length;
    starts[record + 1] = written;
  }
  return { bytes, starts };
}

interface BatchOfBlock {
  readonly block: number;
  readonly from: number;
  readonly to: number;
  readonly tsMs: Float64Array;
  readonly lines: Uint8Array;
  readonly places: LinePlaces;
  readonly idsOf: () => Ids;
}

/** A view of a block. Its ids are decoded when somebody asks for them. */
class BlockBatch implements EventBatch {
  readonly length: number;
  readonly tsMs: Float64Array;
  readonly lines: Uint8Array;
  readonly starts: Uint32Array;
  readonly tsPlaces: Uint32Array;
  readonly deviceInfoPlaces: Uint32Array;
  readonly sessionPropsPlaces: Uint32Array;
  readonly #of: BatchOfBlock;

  constructor(of: BatchOfBlock) {
    const { block, from, to, tsMs, lines, places } = of;
    this.#of = of;
    this.length = to - from;
    this.tsMs = tsMs.subarray(from, to);
    this.lines = lines;
    this.starts = places.starts.subarray(from + block, to + block + 1);
    this.tsPlaces = places.ts.subarray(from, to);
    this.deviceInfoPlaces = places.deviceInfo.subarray(from, to);
    this.sessionPropsPlaces = places.sessionProps.subarray(from, to);
  }

  get ids(): Uint8Array {
    return this.#of.idsOf().bytes;
  }

  get idStarts(): Uint32Array {
    return this.#of.idsOf().starts.subarray(this.#of.from, this.#of.to + 1);
  }
}
