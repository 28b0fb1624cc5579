import { ByteBuffer } from "@sluice/bytes";
import {
  type ColumnValues,
  LevelRuns,
  type RowGroupFooter,
  uncompressed,
  writeColumnChunk,
  zstd,
  zstdAhead,
} from "@sluice/parquet-file";
import type { EpochMs } from "@sluice/types";
import { listPath, sizesPerRecord } from "./block-columns.ts";
import type { StoredEvent } from "./stored-event.ts";

/** Blocks on their way to a row group. */
export class BlockGroup {
  records = 0;
  #blocks = 0;
  #open: OpenBlock | undefined;
  readonly #hasCaptured: boolean;
  readonly #names = new ByteBuffer();
  readonly #counts = new ByteBuffer();
  readonly #minTs = new ByteBuffer();
  readonly #maxTs = new ByteBuffer();
  readonly #ts = new InstantList();
  readonly #captured = new InstantList();
  readonly #sizes = new ByteBuffer();
  readonly #sizeLevels = new ListLevels();
  readonly #ids = new ByteBuffer();
  readonly #idLevels = new ListLevels();
  readonly #lines = new ByteBuffer();
  readonly #out = new ByteBuffer();

  constructor(hasCaptured: boolean) {
    this.#hasCaptured = hasCaptured;
  }

  /** Of the lines so far. */
  get byteLength(): number {
    return this.#lines.length;
  }

  add(event: StoredEvent): void {
    const { eventName, tsMs, lines, lineStart, lineEnd } = event;
    const lineBytes = lineEnd - lineStart;
    const isFull = this.#open && this.#lines.length - this.#open.linesStart + lineBytes > maxBlockBytes;
    if (this.#open?.eventName !== eventName || isFull) this.#begin(eventName);
    const open = this.#open;
    if (!open) return;
    const isFirst = open.records === 0;
    open.records++;
    if (tsMs < open.minTsMs) open.minTsMs = tsMs;
    if (tsMs > open.maxTsMs) open.maxTsMs = tsMs;
    this.#ts.add(tsMs, isFirst);
    if (this.#hasCaptured) this.#captured.add(event.capturedAtMs, isFirst);
    this.#sizes.uint32(lineBytes);
    this.#sizes.uint32(event.profileBytes);
    this.#sizes.uint32(event.deviceInfoBytes);
    this.#sizes.uint32(event.sessionPropsBytes);
    this.#sizeLevels.add(sizesPerRecord, isFirst);
    this.#ids.uint32(event.idEnd - event.idStart);
    this.#ids.copy(event.ids, event.idStart, event.idEnd);
    this.#idLevels.add(1, isFirst);
    this.#lines.copy(lines, lineStart, lineEnd);
    this.records++;
  }

  /**
   * The row group's bytes and what its file's footer says of it. Until they are there nothing may be added; they stay
   * until the next event is.
   */
  async close(): Promise<{ readonly bytes: Uint8Array; readonly footer: RowGroupFooter; readonly blocks: number }> {
    this.#endBlock();
    const out = this.#out;
    out.clear();
    const lines = this.#lines.written();
    const linesCodec = lines.byteLength < minCompressedBytes ? uncompressed : await zstdAhead(lines);
    const codecOf = (column: ColumnValues) => (column.path[0] === "lines" ? linesCodec : codecFor(column));
    const footer = { columns: this.#columns().map((column) => writeColumnChunk(out, column, codecOf(column))) };
    const blocks = this.#blocks;
    this.#clear();
    return { bytes: out.written(), footer, blocks };
  }

  #begin(eventName: string): void {
    this.#endBlock();
    this.#names.string(eventName);
    this.#lines.uint32(0);
    const linesStart = this.#lines.length;
    const [minTsMs, maxTsMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    this.#open = { eventName, records: 0, minTsMs, maxTsMs, linesStart };
    this.#blocks++;
  }

  #endBlock(): void {
    if (!this.#open) return;
    const { records, minTsMs, maxTsMs, linesStart } = this.#open;
    this.#counts.uint32(records);
    this.#minTs.safeInt64(minTsMs);
    this.#maxTs.safeInt64(maxTsMs);
    this.#lines.bytes.writeUInt32LE(this.#lines.length - linesStart, linesStart - lengthBytes);
    this.#open = undefined;
  }

  #columns(): ColumnValues[] {
    const plain = (name: string, type: ColumnValues["type"], values: ByteBuffer): ColumnValues => ({
      type,
      path: [name],
      count: this.#blocks,
      maxDefinition: 0,
      values: values.written(),
    });
    return [
      plain("event_name", "BYTE_ARRAY", this.#names),
      plain("records", "INT32", this.#counts),
      plain("min_ts", "INT64", this.#minTs),
      plain("max_ts", "INT64", this.#maxTs),
      this.#ts.column("ts"),
      ...(this.#hasCaptured ? [this.#captured.column("captured")] : []),
      { type: "INT32", path: listPath("sizes"), ...this.#sizeLevels.levels(), values: this.#sizes.written() },
      { type: "BYTE_ARRAY", path: listPath("id"), ...this.#idLevels.levels(), values: this.#ids.written() },
      plain("lines", "BYTE_ARRAY", this.#lines),
    ];
  }

  #clear(): void {
    for (const values of [this.#names, this.#counts, this.#minTs, this.#maxTs, this.#ts, this.#captured])
      values.clear();
    for (const values of [this.#sizes, this.#sizeLevels, this.#ids, this.#idLevels, this.#lines]) values.clear();
    this.records = 0;
    this.#blocks = 0;
  }
}

interface OpenBlock {
  readonly eventName: string;
  readonly linesStart: number;
  records: number;
  minTsMs: EpochMs;
  maxTsMs: EpochMs;
}

/** Some hundred KiB cross into an encoder at once. */
const maxBlockBytes = 256 * 1024;
const lengthBytes = 4;
/** Less is not worth a call that decompresses it. */
const minCompressedBytes = 512;

function codecFor({ values }: ColumnValues) {
  return values.byteLength < minCompressedBytes ? uncompressed : zstd;
}

/** The levels of a list that is never empty: a 0 where a block's list begins, 1 for each other value. */
class ListLevels {
  readonly #repetition = new LevelRuns();
  readonly #definition = new LevelRuns();

  add(count: number, isFirst: boolean): void {
    if (isFirst) this.#repetition.add(0, 1);
    this.#repetition.add(1, isFirst ? count - 1 : count);
    this.#definition.add(1, count);
  }

  levels() {
    const [repetition, definition] = [this.#repetition, this.#definition];
    return { count: repetition.count, repetition, definition, maxDefinition: 1 } as const;
  }

  clear(): void {
    this.#repetition.clear();
    this.#definition.clear();
  }
}

/** Instants of each record, with their range as statistics. */
class InstantList {
  readonly #values = new ByteBuffer();
  readonly #levels = new ListLevels();
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;

  add(instantMs: EpochMs, isFirst: boolean): void {
    this.#values.safeInt64(instantMs);
    this.#levels.add(1, isFirst);
    if (instantMs < this.#min) this.#min = instantMs;
    if (instantMs > this.#max) this.#max = instantMs;
  }

  column(name: string): ColumnValues {
    const statistics = { min_value: BigInt(this.#min), max_value: BigInt(this.#max), null_count: 0n };
    const values = this.#values.written();
    return { type: "INT64", path: listPath(name), ...this.#levels.levels(), values, statistics };
  }

  clear(): void {
    this.#values.clear();
    this.#levels.clear();
    [this.#min, this.#max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  }
}
