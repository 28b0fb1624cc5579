import type { NumberList } from "@sluice/bytes";
import { ByteBuffer } from "@sluice/bytes";

/**
 * Writes numbers of `width` bits, which are 24 at most, as runs and packed groups of eight (Parquet encodings, "RLE /
 * bit-packing hybrid").
 */
export class HybridWriter {
  readonly #out: ByteBuffer;
  readonly #width: number;
  /** How many numbers are packed at once where they are the same, and a 1 at the place of each. */
  readonly #step: number;
  readonly #ones: number;
  readonly #packed = new ByteBuffer();
  #packedCount = 0;
  #bits = 0;
  #bitCount = 0;

  constructor(out: ByteBuffer, width: number) {
    this.#out = out;
    this.#width = width;
    this.#step = Math.max(1, Math.floor(maxWidth / width));
    this.#ones = onesOf(width, this.#step);
  }

  put(value: number, count: number): void {
    // Only whole groups may stand before a run.
    const before = Math.min(count, -this.#packedCount & 7);
    const startsRun = count - before >= shortestRun;
    this.#pack(value, startsRun ? before : count);
    if (startsRun) this.#run(value, count - before);
  }

  /** Puts the first `length` of these numbers. */
  putEach(items: Uint32Array, length: number): void {
    let packedTo = 0;
    for (let at = 0; at < length; ) {
      const value = items[at] ?? 0;
      let end = at + 1;
      while (end < length && items[end] === value) end++;
      const whole = at + (-(this.#packedCount + at - packedTo) & 7);
      if (end - whole >= shortestRun) {
        this.#packEach(items, packedTo, whole);
        this.#run(value, end - whole);
        packedTo = end;
      }
      at = end;
    }
    this.#packEach(items, packedTo, length);
  }

  end(): void {
    this.#pack(0, -this.#packedCount & 7);
    this.#endPacked();
  }

  #run(value: number, count: number): void {
    this.#endPacked();
    this.#out.varint(count * 2);
    for (let shift = 0; shift < this.#width; shift += 8) this.#out.uint8((value >>> shift) & 0xff);
  }

  #pack(value: number, count: number): void {
    const packed = this.#packed;
    const step = this.#step;
    const pattern = value * this.#ones;
    for (let left = count; left > 0; left -= step) {
      const bitCount = Math.min(left, step) * this.#width;
      packed.reserve(4);
      let bits = this.#bits | ((pattern & ((1 << bitCount) - 1)) << this.#bitCount);
      let waiting = this.#bitCount + bitCount;
      for (; waiting >= 8; waiting -= 8) {
        packed.bytes[packed.length++] = bits;
        bits >>>= 8;
      }
      this.#bits = bits;
      this.#bitCount = waiting;
    }
    this.#packedCount += count;
  }

  #packEach(items: Uint32Array, start: number, end: number): void {
    const packed = this.#packed;
    const width = this.#width;
    packed.reserve(((end - start) * width) / 8 + 4);
    const { bytes } = packed;
    let { length } = packed;
    let bits = this.#bits;
    let bitCount = this.#bitCount;
    for (let at = start; at < end; at++) {
      bits |= (items[at] ?? 0) << bitCount;
      for (bitCount += width; bitCount >= 8; bitCount -= 8) {
        bytes[length++] = bits;
        bits >>>= 8;
      }
    }
    packed.length = length;
    this.#bits = bits;
    this.#bitCount = bitCount;
    this.#packedCount += end - start;
  }

  #endPacked(): void {
    if (this.#packedCount === 0) return;
    this.#out.varint((this.#packedCount / 8) * 2 + 1);
    this.#out.append(this.#packed.written());
    this.#packed.clear();
    this.#packedCount = 0;
  }
}

const shortestRun = 16;
/** So many bits come to those that wait for the rest of their byte, and all fit into 32. */
const maxWidth = 24;

function onesOf(width: number, count: number): number {
  let ones = 0;
  for (let index = 0; index < count; index++) ones += 2 ** (index * width);
  return ones;
}

/** Dictionary indices as a data page holds them: the width in bits, then the numbers. */
export function writeIndices(out: ByteBuffer, indices: NumberList, dictionarySize: number): void {
  const writer = indexWriter(out, dictionarySize);
  writer.putEach(indices.items, indices.length);
  writer.end();
}

/** Same, for one index that comes so many times. */
export function writeIndex(out: ByteBuffer, index: number, dictionarySize: number, count: number): void {
  const writer = indexWriter(out, dictionarySize);
  writer.put(index, count);
  writer.end();
}

function indexWriter(out: ByteBuffer, dictionarySize: number): HybridWriter {
  if (dictionarySize > 2 ** maxWidth) throw new RangeError(`a dictionary of ${dictionarySize} entries`);
  // A width of 0 is allowed, but not every reader has met it.
  const width = Math.max(1, 32 - Math.clz32(dictionarySize - 1));
  out.uint8(width);
  return new HybridWriter(out, width);
}
