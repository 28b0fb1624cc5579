import { ByteBuffer, NumberList } from "@sluice/bytes";

/** Numbers the different ranges of bytes that it is given, in the order of their first appearance. */
export class SourceTable {
  /** How many there are. */
  size = 0;
  readonly #sources = new ByteBuffer();
  /** Where each source starts, and at last where the last one ends. */
  readonly #starts = new NumberList();
  /** A source's number + 1, at the first place from its hash on that was free; 0 where there is none. */
  #slots = new Uint32Array(smallest);
  #hashes = new Uint32Array(smallest);

  constructor() {
    this.clear();
  }

  /** The number of a range, which is a new one where it equals `size` before. */
  indexOf(bytes: Uint8Array, start: number, end: number): number {
    const hash = hashOf(bytes, start, end);
    const slots = this.#slots;
    const mask = slots.length - 1;
    let at = hash & mask;
    for (;;) {
      const entry = slots[at] ?? 0;
      if (entry === 0) break;
      if (this.#hashes[at] === hash && this.#isEntry(entry - 1, bytes, start, end)) return entry - 1;
      at = (at + 1) & mask;
    }
    this.#hashes[at] = hash;
    slots[at] = ++this.size;
    this.#sources.copy(bytes, start, end);
    this.#starts.push(this.#sources.length);
    if (this.size * 2 > slots.length) this.#grow();
    return this.size - 1;
  }

  clear(): void {
    this.size = 0;
    this.#sources.clear();
    this.#starts.clear();
    this.#starts.push(0);
    this.#slots.fill(0);
  }

  #isEntry(index: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.#starts.items[index] ?? 0;
    if (end - start !== (this.#starts.items[index + 1] ?? 0) - from) return false;
    const sources = this.#sources.bytes;
    const shift = from - start;
    for (let at = start; at < end; at++) if (bytes[at] !== sources[at + shift]) return false;
    return true;
  }

  #grow(): void {
    const [slots, hashes] = [this.#slots, this.#hashes];
    const mask = slots.length * 2 - 1;
    this.#slots = new Uint32Array(mask + 1);
    this.#hashes = new Uint32Array(mask + 1);
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

/** FNV-1a, with its bits mixed at the end, as the lower ones alone choose a slot. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  hash ^= hash >>> 15;
  return hash >>> 0;
}
