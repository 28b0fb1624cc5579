import type { FormatOptions, RecordBatch } from "@sluice/types";
import type { Block, BlockEncoder } from "./encoder.ts";
import { recordTooLarge } from "./errors.ts";
import { gzipContainer, type ObjectContainer, plainContainer, windowBytes } from "./object-container.ts";
import { OpenObject, summaryOf } from "./open-object.ts";
import type { SegmentOutput } from "./segment-output.ts";

export interface RolledOutput<Footer> extends SegmentOutput<Footer> {
  readonly options: FormatOptions;
  /** Null for profiles. */
  readonly eventName: string | null;
}

/** Puts blocks into objects, in order, and ends an object before it would pass a limit. */
export class ObjectRoller<Footer> implements AsyncDisposable {
  readonly #segment: RolledOutput<Footer>;
  readonly #blocks: Pick<BlockEncoder<Footer, RecordBatch>, "head" | "tail">;
  readonly #container: ObjectContainer;
  readonly #headBytes: Uint8Array;
  #inFlight: WrappedBlock<Footer>[] = [];
  #bytesInFlight = 0;
  #current: OpenObject<Footer> | undefined;
  #fileIndex: number;
  #storing: Promise<void> = Promise.resolve();
  /** Aborted when storing fails, so that nothing more is encoded in vain. */
  readonly #failed = new AbortController();

  constructor(segment: RolledOutput<Footer>, blocks: Pick<BlockEncoder<Footer, RecordBatch>, "head" | "tail">) {
    const kind = segment.encoder.container(segment.options);
    this.#segment = segment;
    this.#blocks = blocks;
    this.#container = kind === "gzip" ? gzipContainer(segment.gzipLevel) : plainContainer;
    this.#headBytes = blocks.head();
    this.#fileIndex = segment.index;
  }

  async add(block: Block<Footer>): Promise<void> {
    this.#inFlight.push(this.#wrap(block, this.#inFlight.at(-1)?.block.bytes ?? this.#current?.end ?? this.#headBytes));
    this.#bytesInFlight += block.bytes.byteLength;
    while (this.#inFlight.length > maxBlocksInFlight || this.#bytesInFlight > maxBytesInFlight) await this.#takeNext();
  }

  async finish(): Promise<void> {
    while (this.#inFlight.length > 0) await this.#takeNext();
    await this.#endObject();
    await this.#storing;
  }

  #wrap(block: Block<Footer>, preceding: Uint8Array): WrappedBlock<Footer> {
    // A copy: what stood before may be written over while this one waits for its turn.
    const before = new Uint8Array(preceding.subarray(-windowBytes));
    const wrapped = this.#container.wrap(block.bytes, before);
    // Awaited later, in order; until then a failure must not count as unhandled.
    wrapped.catch(() => undefined);
    return { block, before, wrapped };
  }

  async #takeNext(): Promise<void> {
    const [next, ...others] = this.#inFlight;
    if (!next) return;
    this.#segment.signal.throwIfAborted();
    this.#failed.signal.throwIfAborted();
    const wrapped = await next.wrapped;
    if (this.#current && !this.#fits(this.#current, next.block, byteLengthOf(wrapped))) {
      await this.#endObject();
      // What follows was wrapped as a part of the object that has just ended.
      let preceding = this.#headBytes;
      this.#inFlight = [next, ...others].map(({ block }) => {
        const again = this.#wrap(block, preceding);
        preceding = block.bytes;
        return again;
      });
      return;
    }
    this.#inFlight = others;
    this.#bytesInFlight -= next.block.bytes.byteLength;
    this.#current ??= await this.#openObject();
    if (!this.#fits(this.#current, next.block, byteLengthOf(wrapped))) {
      throw recordTooLarge(this.#segment.eventName, this.#segment.limits.maxObjectBytes);
    }
    await this.#current.append(next.block, wrapped);
    // Bytes that are stored as they are stay with the object.
    if (!wrapped.includes(next.block.bytes)) next.block.release?.();
  }

  #fits(object: OpenObject<Footer>, block: Block<Footer>, storedBytes: number): boolean {
    const { maxObjectBytes, maxObjectRecords } = this.#segment.limits;
    if (object.records + block.records > maxObjectRecords) return false;
    const tail = this.#blocks.tail([...object.blocks, summaryOf(block)]).byteLength;
    return (
      object.stored.byteLength + storedBytes + this.#container.maxWrapped(tail) + maxContainerTail <= maxObjectBytes
    );
  }

  async #openObject(): Promise<OpenObject<Footer>> {
    const object = new OpenObject<Footer>(this.#segment.scratch);
    await object.stored.append(this.#container.head);
    await object.appendBytes(this.#headBytes, await this.#container.wrap(this.#headBytes, noBytes));
    return object;
  }

  async #endObject(): Promise<void> {
    const object = this.#current;
    if (!object) return;
    const tail = this.#blocks.tail(object.blocks);
    await object.appendBytes(tail, await this.#container.wrap(tail, object.end.subarray(-windowBytes)));
    await object.stored.append(this.#container.tail(object.checksum, object.byteLength));
    await this.#storing;
    this.#segment.signal.throwIfAborted();
    this.#current = undefined;
    this.#storing = this.#store(object, this.#fileIndex);
    this.#storing.catch((error: unknown) => this.#failed.abort(error));
    this.#fileIndex += this.#segment.count;
  }

  async #store(object: OpenObject<Footer>, fileIndex: number): Promise<void> {
    await using stored = object.stored;
    const { records, minTsMs, maxTsMs } = object;
    await this.#segment.sink({ fileIndex, records, minTsMs, maxTsMs, ...(await stored.finish()) });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.allSettled([this.#storing, ...this.#inFlight.map(({ wrapped }) => wrapped)]);
    await this.#current?.stored[Symbol.asyncDispose]();
  }
}

/** A block on its way through the thread pool. */
interface WrappedBlock<Footer> {
  readonly block: Block<Footer>;
  /** The end of what was thought to stand before it; wrapped anew if an object ended there instead. */
  readonly before: Uint8Array;
  readonly wrapped: Promise<readonly Uint8Array[]>;
}

const maxBlocksInFlight = 6;
const maxBytesInFlight = 24 * 1024 * 1024;

const noBytes = new Uint8Array(0);
const maxContainerTail = 16;

function byteLengthOf(chunks: readonly Uint8Array[]): number {
  return chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
}
