import { type FileHandle, open } from "node:fs/promises";
import { fileTail, magic, type WrittenRowGroup } from "@sluice/parquet-file";
import type { EpochMs } from "@sluice/types";
import type { EventRows } from "../lake-layout.ts";
import { blockSchema } from "./block-columns.ts";
import { BlockGroup } from "./block-group.ts";
import type { StoredEvent } from "./stored-event.ts";

/** Row groups are read at once, so they are small. */
const maxGroupBytes = 1024 * 1024;
const maxGroupRecords = 16_384;

/**
 * Writes events of one database, sorted by name (code points), `ts` and id, into a file of blocks. A file that was not
 * finished has no footer.
 */
export class BlockFileWriter implements AsyncDisposable {
  /** Of lines. */
  byteLength = 0;
  readonly #file: FileHandle;
  readonly #hasCaptured: boolean;
  #group: BlockGroup;
  /** The group that is being written while the other one is filled. */
  #spare: BlockGroup;
  #writing: Promise<void> = Promise.resolve();
  readonly #groups: WrittenRowGroup[] = [];
  readonly #events: OpenRows[] = [];
  #rows = 0;

  private constructor(file: FileHandle, hasCaptured: boolean) {
    this.#file = file;
    this.#hasCaptured = hasCaptured;
    this.#group = new BlockGroup(hasCaptured);
    this.#spare = new BlockGroup(hasCaptured);
  }

  /** `hasCaptured`: records are of several loads, so that each one's captured-at is kept beside it. */
  static async create(path: string, { hasCaptured }: { readonly hasCaptured: boolean }): Promise<BlockFileWriter> {
    const writer = new BlockFileWriter(await open(path, "wx"), hasCaptured);
    await writer.#file.writeFile(magic);
    return writer;
  }

  /** True: `flush` has to be called before the next one. */
  add(event: StoredEvent): boolean {
    let rows = this.#events.at(-1);
    if (rows?.eventName !== event.eventName) {
      rows = openRows(event, this.#rows);
      this.#events.push(rows);
    }
    count(rows, event);
    this.#rows++;
    this.byteLength += event.lineEnd - event.lineStart;
    this.#group.add(event);
    return this.#group.byteLength >= maxGroupBytes || this.#group.records >= maxGroupRecords;
  }

  /** Fails where writing failed before, too. */
  async flush(): Promise<void> {
    await this.#writing;
    if (this.#group.records === 0) return;
    [this.#group, this.#spare] = [this.#spare, this.#group];
    this.#writing = this.#write(this.#spare);
    // Whoever flushes next hears of it.
    this.#writing.catch(() => undefined);
  }

  async #write(group: BlockGroup): Promise<void> {
    const { bytes, footer, blocks } = await group.close();
    this.#groups.push({ byteLength: bytes.byteLength, records: blocks, footer });
    await this.#file.writeFile(bytes);
  }

  /** Ends the file and says which rows are whose. */
  async finish(): Promise<EventRows[]> {
    await this.flush();
    await this.#writing;
    await this.#file.writeFile(fileTail(blockSchema(this.#hasCaptured), this.#groups));
    return this.#events.map(({ days, captured, ...rows }) => ({
      ...rows,
      ...(this.#hasCaptured ? { captured } : {}),
      days: [...days],
    }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#writing.catch(() => undefined);
    await this.#file.close();
  }
}

const dayMs = 86_400_000;

interface OpenRows {
  readonly eventName: string;
  readonly firstRow: number;
  rows: number;
  sourceBytes: number;
  minTsMs: EpochMs;
  maxTsMs: EpochMs;
  captured: { fromMs: EpochMs; toMs: EpochMs };
  readonly days: Map<number, number>;
}

function openRows({ eventName }: StoredEvent, firstRow: number): OpenRows {
  const [minTsMs, maxTsMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const captured = { fromMs: minTsMs, toMs: maxTsMs };
  return { eventName, firstRow, rows: 0, sourceBytes: 0, minTsMs, maxTsMs, captured, days: new Map() };
}

function count(rows: OpenRows, { tsMs, capturedAtMs, lineStart, lineEnd }: StoredEvent): void {
  rows.rows++;
  rows.sourceBytes += lineEnd - lineStart;
  if (tsMs < rows.minTsMs) rows.minTsMs = tsMs;
  if (tsMs > rows.maxTsMs) rows.maxTsMs = tsMs;
  if (capturedAtMs < rows.captured.fromMs) rows.captured.fromMs = capturedAtMs;
  if (capturedAtMs > rows.captured.toMs) rows.captured.toMs = capturedAtMs;
  const day = Math.floor(tsMs / dayMs);
  rows.days.set(day, (rows.days.get(day) ?? 0) + 1);
}
