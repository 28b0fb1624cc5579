import { join } from "node:path";
import { StagedTable, type TableKind, type WrittenPart } from "./staged-table.ts";

/** A part is sorted as a whole. */
const maxPartBytes = 512 * 1024 * 1024;
/** DuckDB works on 2,048 rows at a time, whatever their size, so large records have small parts of their own. */
const maxLargePartBytes = 4 * 1024 * 1024;

export interface StageParts {
  /** For what is not sorted yet. */
  readonly staging: string;
  /** Where parts are written. */
  readonly data: string;
  readonly databases: number;
}

/** Takes a load's records of one kind in any number and size, and writes them part by part. */
export class StagedParts<Stored, Part> implements AsyncDisposable {
  readonly #kind: TableKind<Stored, Part>;
  readonly #options: StageParts;
  readonly #open = new Map<"small" | "large", StagedTable<Stored, Part>>();
  readonly #parts: WrittenPart<Part>[] = [];
  #nextPart = 0;
  records = 0;

  constructor(kind: TableKind<Stored, Part>, options: StageParts) {
    this.#kind = kind;
    this.#options = options;
  }

  async add(record: Stored): Promise<void> {
    const isLarge = this.#kind.textLength(record) >= this.#kind.largeRecordBytes;
    const size = isLarge ? "large" : "small";
    const staged = this.#open.get(size) ?? (await this.#openTable(size));
    staged.add(record, this.records++);
    if (staged.partBytes >= (isLarge ? maxLargePartBytes : maxPartBytes)) await this.#write(staged);
  }

  /** Writes what is left and says what there is. */
  async finish(): Promise<readonly WrittenPart<Part>[]> {
    for (const staged of this.#open.values()) await this.#write(staged);
    return this.#parts;
  }

  /** Has what is being written fail. */
  interrupt(): void {
    for (const table of this.#open.values()) table.interrupt();
  }

  async #openTable(size: "small" | "large"): Promise<StagedTable<Stored, Part>> {
    const { staging, databases } = this.#options;
    const table = await StagedTable.open(this.#kind, join(staging, size), databases);
    this.#open.set(size, table);
    return table;
  }

  async #write(staged: StagedTable<Stored, Part>): Promise<void> {
    this.#parts.push(...(await staged.writePart(this.#options.data, this.#nextPart++)));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const table of this.#open.values()) await table[Symbol.asyncDispose]();
  }
}
