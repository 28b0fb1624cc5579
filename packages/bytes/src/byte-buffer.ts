/** Bytes that grow at their end and can be taken off again. The room stays for the next row group. */
export class ByteBuffer {
  bytes: Buffer = empty;
  /** Of the same bytes. */
  view: DataView = emptyView;
  length = 0;

  /** Makes room for so many more bytes. */
  reserve(byteLength: number): void {
    const needed = this.length + byteLength;
    if (needed <= this.bytes.byteLength) return;
    this.#resize(Math.max(needed, this.bytes.byteLength * 2, smallest));
  }

  /** What was written, until the next write. */
  written(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  /** Starts anew, and gives back room that was hardly used, so that many buffers do not all stay at their largest. */
  clear(): void {
    if (this.bytes.byteLength > Math.max(smallest, this.length * 4)) {
      this.bytes = empty;
      this.view = emptyView;
    }
    this.length = 0;
  }

  uint8(value: number): void {
    this.reserve(1);
    this.bytes[this.length++] = value;
  }

  uint32(value: number): void {
    this.reserve(4);
    this.view.setUint32(this.length, value, true);
    this.length += 4;
  }

  /** An integer whose size is at most 2^53. */
  safeInt64(value: number): void {
    this.reserve(8);
    const high = Math.floor(value / 2 ** 32);
    this.view.setUint32(this.length, value - high * 2 ** 32, true);
    this.view.setInt32(this.length + 4, high, true);
    this.length += 8;
  }

  int64(value: bigint): void {
    this.reserve(8);
    this.view.setBigInt64(this.length, value, true);
    this.length += 8;
  }

  float64(value: number): void {
    this.reserve(8);
    this.view.setFloat64(this.length, value, true);
    this.length += 8;
  }

  /** Unsigned LEB128 of a number below 2^31. */
  varint(value: number): void {
    let rest = value;
    for (; rest > 0x7f; rest >>>= 7) this.uint8((rest & 0x7f) | 0x80);
    this.uint8(rest);
  }

  append(bytes: Uint8Array): void {
    const { byteLength } = bytes;
    this.reserve(byteLength);
    if (byteLength > maxWholeLoopLength) this.bytes.set(bytes, this.length);
    else for (let at = 0; at < byteLength; at++) this.bytes[this.length + at] = bytes[at] ?? 0;
    this.length += byteLength;
  }

  /** A range of other bytes. */
  copy(source: Uint8Array, start: number, end: number): void {
    this.reserve(end - start);
    if (end - start > maxLoopLength) {
      this.bytes.set(source.subarray(start, end), this.length);
      this.length += end - start;
      return;
    }
    const { bytes } = this;
    let at = this.length;
    for (let i = start; i < end; i++) bytes[at++] = source[i] ?? 0;
    this.length = at;
  }

  /** A text as UTF-8. */
  text(value: string): void {
    this.reserve(value.length * 3);
    this.length += this.bytes.write(value, this.length);
  }

  /** A byte array as PLAIN writes it: length, then UTF-8. */
  string(value: string): void {
    this.reserve(4 + value.length * 3);
    const byteLength = this.bytes.write(value, this.length + 4);
    this.view.setUint32(this.length, byteLength, true);
    this.length += 4 + byteLength;
  }

  /** Same, for a range of other bytes. */
  byteArray(source: Uint8Array, start: number, end: number): void {
    this.uint32(end - start);
    this.copy(source, start, end);
  }

  #resize(byteLength: number): void {
    const larger = Buffer.allocUnsafeSlow(byteLength);
    larger.set(this.written());
    this.bytes = larger;
    this.view = new DataView(larger.buffer);
  }
}

const empty = Buffer.alloc(0);
const emptyView = new DataView(new ArrayBuffer(0));
const smallest = 64;
/** A loop beats a call into the platform on short ranges, and more so where that takes an array of its own. */
const maxLoopLength = 64;
const maxWholeLoopLength = 16;
