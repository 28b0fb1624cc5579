import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { LoadFile } from "../lake-layout.ts";
import type { EventRecord } from "./parse-event-line.ts";
import { StagedEvents, textLength } from "./stage-events.ts";

/** A part is sorted as a whole. */
const maxPartBytes = 512 * 1024 * 1024;
/** DuckDB works on 2,048 rows at a time, whatever their size, so large records have small parts of their own. */
const largeRecordBytes = 16 * 1024;
const maxLargePartBytes = 4 * 1024 * 1024;

export interface StageParts {
  /** For what is not sorted yet. */
  readonly staging: string;
  /** Where parts are written. */
  readonly data: string;
  readonly databases: number;
  readonly shiftMs: number;
}

/** Takes a load's events in any number and size, and writes them part by part. */
export class StagedParts implements AsyncDisposable {
  readonly #options: StageParts;
  readonly #small: StagedEvents;
  #large: StagedEvents | undefined;
  readonly #parts: LoadFile["parts"] = [];
  #nextPart = 0;

  private constructor(options: StageParts, small: StagedEvents) {
    this.#options = options;
    this.#small = small;
  }

  static async open(options: StageParts): Promise<StagedParts> {
    return new StagedParts(options, await openStaging(options, "small"));
  }

  get records(): number {
    return this.#small.records + (this.#large?.records ?? 0);
  }

  async add(record: EventRecord): Promise<void> {
    const isLarge = textLength(record) >= largeRecordBytes;
    if (isLarge) this.#large ??= await openStaging(this.#options, "large");
    const staged = isLarge && this.#large ? this.#large : this.#small;
    staged.add(record);
    if (staged.partBytes >= (isLarge ? maxLargePartBytes : maxPartBytes)) await this.#write(staged);
  }

  /** Writes what is left and says what there is. */
  async finish(): Promise<LoadFile["parts"]> {
    for (const staged of [this.#small, this.#large]) if (staged) await this.#write(staged);
    return this.#parts;
  }

  async #write(staged: StagedEvents): Promise<void> {
    const { data, shiftMs } = this.#options;
    this.#parts.push(...(await staged.writePart(data, this.#nextPart++, shiftMs)));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#small[Symbol.asyncDispose]();
    await this.#large?.[Symbol.asyncDispose]();
  }
}

async function openStaging({ staging, databases }: StageParts, name: string): Promise<StagedEvents> {
  const folder = join(staging, name);
  await mkdir(folder, { recursive: true });
  return StagedEvents.open(folder, databases);
}
