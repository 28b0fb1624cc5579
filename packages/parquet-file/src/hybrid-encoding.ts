import type { NumberList } from "@sluice/bytes";
import { ByteBuffer } from "@sluice/bytes";

/** Writes numbers of `width` bits as runs and packed groups of eight (Parquet encodings, "RLE / bit-packing hybrid"). */
export class HybridWriter {
  readonly #out: ByteBuffer;
  readonly #width: number;
  readonly #packed = new ByteBuffer();
  #packedCount = 0;
  #bits = 0;
  #bitCount = 0;

  constructor(out: ByteBuffer, width: number) {
    this.#out = out;
    this.#width = width;
  }

  put(value: number, count: number): void {
    let left = count;
    // Only whole groups may stand before a run.
    for (; left > 0 && (this.#packedCount & 7) !== 0; left--) this.#pack(value);
    if (left >= shortestRun) this.#run(value, left);
    else for (; left > 0; left--) this.#pack(value);
  }

  end(): void {
    while ((this.#packedCount & 7) !== 0) this.#pack(0);
    this.#endPacked();
  }

  #run(value: number, count: number): void {
    this.#endPacked();
    this.#out.varint(count * 2);
    for (let shift = 0; shift < this.#width; shift += 8) this.#out.uint8((value >>> shift) & 0xff);
  }

  #pack(value: number): void {
    this.#bits |= value << this.#bitCount;
    this.#bitCount += this.#width;
    this.#packedCount++;
    for (; this.#bitCount >= 8; this.#bitCount -= 8) {
      this.#packed.uint8(this.#bits & 0xff);
      this.#bits >>>= 8;
    }
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

/** Dictionary indices as a data page holds them: the width in bits, then the numbers. */
export function writeIndices(out: ByteBuffer, indices: NumberList, dictionarySize: number): void {
  // A width of 0 is allowed, but not every reader has met it.
  const width = Math.max(1, 32 - Math.clz32(dictionarySize - 1));
  out.uint8(width);
  const writer = new HybridWriter(out, width);
  const { items, length } = indices;
  for (let at = 0; at < length; ) {
    const value = items[at] ?? 0;
    let end = at + 1;
    while (end < length && items[end] === value) end++;
    writer.put(value, end - at);
    at = end;
  }
  writer.end();
}
