import { crc32 } from "node:zlib";
import { ByteBuffer, NumberList, viewOf } from "@sluice/bytes";
import { valueEndAt } from "@sluice/json-text";
import { backslash, quote } from "./value-bytes.ts";

/** Numbers the different JSON values that it is given, told apart by their source, in the order of their first appearance. */
export class SourceTable {
  /** How many there are. */
  size = 0;
  /** Where the value that was given last ends. */
  end = 0;
  readonly #sources = new ByteBuffer();
  /** Where each source starts, and at last where the last one ends. */
  readonly #starts = new NumberList();
  /** A source's number + 1, at the first place from its hash on that was free; 0 where there is none. */
  #slots = new Uint32Array(smallest);
  #hashes = new Int32Array(smallest);

  constructor() {
    this.clear();
  }

  /** The number of the value that starts at `start`; a new one is what `size` was before. */
  indexAt(bytes: Uint8Array, start: number): number {
    const hash = this.#hashAt(bytes, start);
    const slots = this.#slots;
    const mask = slots.length - 1;
    let at = hash & mask;
    for (;;) {
      const entry = slots[at] ?? 0;
      if (entry === 0) return this.#add(at, hash, bytes, start);
      if (this.#hashes[at] === hash && this.#isEntry(entry - 1, bytes, start)) return entry - 1;
      at = (at + 1) & mask;
    }
  }

  /** Starts anew, and gives back room that was hardly used. */
  clear(): void {
    if (this.#slots.length > Math.max(smallest, this.size * 8)) {
      this.#slots = new Uint32Array(smallest);
      this.#hashes = new Int32Array(smallest);
    } else {
      this.#slots.fill(0);
    }
    this.size = 0;
    this.#sources.clear();
    this.#starts.clear();
    this.#starts.push(0);
  }

  /** Goes through the value once, for its end and its hash (FNV-1a); long ones and others are left to the platform. */
  #hashAt(bytes: Uint8Array, start: number): number {
    let hash = 0x811c9dc5;
    const last = bytes[start] === quote ? start + maxLoopLength : start;
    for (let at = start + 1; at < last; at++) {
      const byte = bytes[at] ?? quote;
      if (byte === backslash) break;
      if (byte === quote) {
        this.end = at + 1;
        // The lower bits alone choose a slot.
        return hash ^ (hash >>> 15);
      }
      hash = Math.imul(hash ^ byte, 0x01000193);
    }
    this.end = valueEndAt(bytes, start);
    return crc32(bytes.subarray(start, this.end)) | 0;
  }

  #isEntry(index: number, bytes: Uint8Array, start: number): boolean {
    const { items } = this.#starts;
    const from = items[index] ?? 0;
    const length = (items[index + 1] ?? 0) - from;
    if (this.end - start !== length) return false;
    const sources = this.#sources.bytes;
    let at = 0;
    const line = viewOf(bytes);
    const known = this.#sources.view;
    for (; at + 4 <= length; at += 4) {
      if (line.getInt32(start + at, true) !== known.getInt32(from + at, true)) return false;
    }
    for (; at < length; at++) if (bytes[start + at] !== sources[from + at]) return false;
    return true;
  }

  #add(slot: number, hash: number, bytes: Uint8Array, start: number): number {
    this.#hashes[slot] = hash;
    this.#slots[slot] = ++this.size;
    this.#sources.copy(bytes, start, this.end);
    this.#starts.push(this.#sources.length);
    if (this.size * 2 > this.#slots.length) this.#grow();
    return this.size - 1;
  }

  #grow(): void {
    const [slots, hashes] = [this.#slots, this.#hashes];
    const mask = slots.length * 2 - 1;
    this.#slots = new Uint32Array(mask + 1);
    this.#hashes = new Int32Array(mask + 1);
    for (let from = 0; from < slots.length; from++) {
      const entry = slots[from] ?? 0;
      if (entry === 0) continue;
      const hash = hashes[from] ?? 0;
      let at = hash & mask;
      while (this.#slots[at] !== 0) at = (at + 1) & mask;
      this.#slots[at] = entry;
      this.#hashes[at] = hash;
    }
  }
}

const smallest = 16;
/** A loop beats a call into the platform on short values. */
const maxLoopLength = 96;
