import { crc32 } from "node:zlib";
import type { Block, BlockSummary } from "./encoder.ts";
import { ObjectBuffer } from "./finished-object.ts";
import { windowBytes } from "./object-container.ts";

/** An object that still takes blocks. */
export class OpenObject<Footer> {
  readonly stored: ObjectBuffer;
  readonly blocks: BlockSummary<Footer>[] = [];
  records = 0;
  minTsMs = Number.POSITIVE_INFINITY;
  maxTsMs = Number.NEGATIVE_INFINITY;
  /** Of the bytes before they are wrapped. */
  checksum = 0;
  byteLength = 0;
  /** The last of these bytes, which what follows is compressed by. */
  end: Uint8Array = new Uint8Array(0);

  constructor(scratch: string) {
    this.stored = new ObjectBuffer(scratch);
  }

  async append(block: Block<Footer>, wrapped: readonly Uint8Array[]): Promise<void> {
    this.blocks.push(summaryOf(block));
    this.records += block.records;
    this.minTsMs = Math.min(this.minTsMs, block.minTsMs);
    this.maxTsMs = Math.max(this.maxTsMs, block.maxTsMs);
    await this.appendBytes(block.bytes, wrapped);
  }

  async appendBytes(bytes: Uint8Array, wrapped: readonly Uint8Array[]): Promise<void> {
    this.checksum = crc32(bytes, this.checksum);
    this.byteLength += bytes.byteLength;
    if (bytes.byteLength > 0) this.end = new Uint8Array(bytes.subarray(-windowBytes));
    for (const piece of wrapped) await this.stored.append(piece);
  }
}

export function summaryOf<Footer>({ bytes, records, footer }: Block<Footer>): BlockSummary<Footer> {
  return { byteLength: bytes.byteLength, records, footer };
}
