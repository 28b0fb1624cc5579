import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { EpochMs } from "@sluice/types";
import type { EventBytes } from "../event-bytes.ts";
import { eventOrder } from "./event-order.ts";
import { EventRun } from "./event-run.ts";
import { FileRun } from "./file-run.ts";
import { mergeRuns, type RunHead } from "./merge-runs.ts";
import { recordLayout } from "./record-layout.ts";
import { MemoryRun, type RunSource } from "./run-source.ts";
import { RunWriter } from "./run-writer.ts";
import type { SortedEventSink } from "./sorted-events.ts";

export interface SortEvents {
  /** For what does not fit into memory. It is made where it is needed. */
  readonly folder: string;
  /** Of the events by their numbers, as far as they are known. */
  readonly eventNames: () => readonly string[];
  /** How much is held in memory. */
  readonly runBytes?: number;
  /** How many files are read at once, two at least. */
  readonly maxOpenRuns?: number;
}

const defaultRunBytes = 64 * 1024 * 1024;
const defaultOpenRuns = 64;
/** Of all files that are read at once. */
const readBytes = 32 * 1024 * 1024;
const [minReadBytes, maxReadBytes] = [64 * 1024, 1024 * 1024];

/** Sorts any number of events in bounded memory: sorted runs go to files, which are merged at the end. */
export class EventSorter {
  events = 0;
  readonly #options: SortEvents;
  readonly #runBytes: number;
  readonly #maxOpenRuns: number;
  readonly #run = new EventRun();
  /** In the order of the load. */
  #files: string[] = [];
  #nextFile = 0;

  constructor(options: SortEvents) {
    this.#options = options;
    this.#runBytes = options.runBytes ?? defaultRunBytes;
    this.#maxOpenRuns = options.maxOpenRuns ?? defaultOpenRuns;
  }

  /** Takes an event with its `ts` as it is to be stored. A promise: the next one may come once it is fulfilled. */
  add(event: EventBytes, databaseId: number, tsMs: EpochMs): Promise<void> | undefined {
    this.events++;
    const isFull = this.#run.length > 0 && this.#run.byteLength + EventRun.recordBytes(event) > this.#runBytes;
    if (isFull) return this.#spillAndAdd(event, databaseId, tsMs);
    this.#run.add(event, databaseId, tsMs);
  }

  /** Gives the events in their order. */
  async finish(sink: SortedEventSink, signal: AbortSignal): Promise<void> {
    const order = eventOrder(this.#options.eventNames());
    await this.#mergeDown(signal);
    const last = new MemoryRun(this.#run, this.#run.sorted(order));
    await this.#merge(this.#files, [last], signal, (head) => sink.add(head));
    this.#files = [];
    this.#run.free();
  }

  /** The event's bytes are another's by the time that the run is written, so it comes first. */
  async #spillAndAdd(event: EventBytes, databaseId: number, tsMs: EpochMs): Promise<void> {
    await this.#spill();
    this.#run.add(event, databaseId, tsMs);
  }

  async #spill(): Promise<void> {
    const { bytes, view, starts } = this.#run;
    const order = this.#run.sorted(eventOrder(this.#options.eventNames()));
    await this.#writeFile(this.#files.length, async (writer) => {
      for (const index of order) {
        const start = starts[index] ?? 0;
        const writing = writer.add(bytes, start, start + view.getUint32(start + recordLayout.byteLength, true));
        if (writing !== undefined) await writing;
      }
    });
    this.#run.clear();
  }

  /** Makes one file of several neighbours, no more than it takes, until all of them can be read at once. */
  async #mergeDown(signal: AbortSignal): Promise<void> {
    const max = this.#maxOpenRuns;
    for (let place = 0; this.#files.length > max; place = place + 1 < this.#files.length - 1 ? place + 1 : 0) {
      const count = Math.min(max, this.#files.length - max + 1, this.#files.length - place);
      const merged = this.#files.splice(place, count);
      await this.#writeFile(place, (writer) =>
        this.#merge(merged, [], signal, ({ lines, start, lineEnd }) => writer.add(lines, start, lineEnd)),
      );
    }
  }

  async #merge(
    files: readonly string[],
    others: readonly RunSource[],
    signal: AbortSignal,
    take: (head: RunHead) => Promise<void> | undefined,
  ): Promise<void> {
    const bufferBytes = Math.min(maxReadBytes, Math.max(minReadBytes, Math.floor(readBytes / (files.length * 2))));
    await using open = new AsyncDisposableStack();
    const sources: RunSource[] = [];
    for (const file of files) sources.push(open.use(await FileRun.open(file, bufferBytes)));
    await mergeRuns([...sources, ...others], eventOrder(this.#options.eventNames()), take, signal);
    await open.disposeAsync();
    for (const file of files) await rm(file);
  }

  async #writeFile(place: number, write: (writer: RunWriter) => Promise<void>): Promise<void> {
    await mkdir(this.#options.folder, { recursive: true });
    const path = join(this.#options.folder, `run-${this.#nextFile++}`);
    await using writer = await RunWriter.create(path);
    await write(writer);
    await writer.finish();
    this.#files.splice(place, 0, path);
  }
}
