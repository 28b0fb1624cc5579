import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { textAt } from "@sluice/json-text";
import { BlockFileWriter } from "../blocks/block-file-writer.ts";
import { type EventRows, eventsFile, type LoadFile } from "../lake-layout.ts";
import type { EventBytes } from "./event-bytes.ts";
import type { EventStatistics } from "./event-statistics.ts";
import { EventSorter } from "./sort/event-sorter.ts";
import type { SortedEvent } from "./sort/sorted-events.ts";
import type { StageParts } from "./staged-parts.ts";
import { databaseOf, userKeyAt } from "./user-key.ts";

export interface StageEvents extends StageParts {
  /** By how much every `ts` is moved. */
  readonly shiftMs: number;
  /** Knows the names of the events. */
  readonly statistics: EventStatistics;
}

/** Where a file's row groups are is read at once. */
const maxPartBytes = 1024 * 1024 * 1024;

/** A load's events on their way to files of blocks. */
export class StagedEvents implements AsyncDisposable {
  readonly #options: StageEvents;
  readonly #sorter: EventSorter;
  readonly #parts: LoadFile["parts"] = [];
  #open: OpenPart | undefined;

  constructor(options: StageEvents) {
    this.#options = options;
    const { entries } = options.statistics;
    const eventNames = () => entries.map(({ eventName }) => eventName);
    this.#sorter = new EventSorter({ folder: options.staging, eventNames });
  }

  get records(): number {
    return this.#sorter.events;
  }

  /** A promise: the next event may come once it is fulfilled. */
  add(event: EventBytes): Promise<void> | undefined {
    const { databases, shiftMs } = this.#options;
    const databaseId = databases === 1 ? 0 : databaseOf(userOf(event), databases);
    return this.#sorter.add(event, databaseId, event.tsMs + shiftMs);
  }

  /** Writes the files and says what is in them. */
  async finish(signal: AbortSignal): Promise<LoadFile["parts"]> {
    await this.#sorter.finish({ add: (event) => this.#write(event) }, signal);
    await this.#closePart();
    return this.#parts;
  }

  #write(event: SortedEvent): Promise<void> | undefined {
    const open = this.#open;
    const fits = open?.databaseId === event.databaseId && open.writer.byteLength < maxPartBytes;
    if (!fits) return this.#writeToNext(event);
    return open.writer.add(event) ? open.writer.flush() : undefined;
  }

  async #writeToNext(event: SortedEvent): Promise<void> {
    await this.#closePart();
    const part = this.#parts.length;
    const file = join(this.#options.data, eventsFile(event.databaseId, part));
    await mkdir(dirname(file), { recursive: true });
    const writer = await BlockFileWriter.create(file, { hasCaptured: false });
    this.#open = { databaseId: event.databaseId, part, writer };
    if (writer.add(event)) await writer.flush();
  }

  async #closePart(): Promise<void> {
    if (!this.#open) return;
    const { databaseId, part, writer } = this.#open;
    const events: EventRows[] = await writer.finish();
    this.#parts.push({ databaseId, part, events });
    await this[Symbol.asyncDispose]();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    await open?.writer[Symbol.asyncDispose]();
  }
}

interface OpenPart {
  readonly databaseId: number;
  readonly part: number;
  readonly writer: BlockFileWriter;
}

/** Whose an event is: an event without a user is its own. */
function userOf({ bytes, profileStart, profileEnd, idBytes, idStart, idEnd }: EventBytes): string {
  const user = profileStart === profileEnd ? null : userKeyAt(bytes, profileStart);
  return user?.value ?? textAt(idBytes, idStart, idEnd);
}
