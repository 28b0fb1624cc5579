import { ByteBuffer } from "./byte-buffer.ts";

/** Buffers that are used again and again: what is new has to be cleared, and what is old to be collected. */
export class SpareBuffers {
  readonly #spares: ByteBuffer[] = [];

  /** An empty one with room for at least so many bytes. */
  take(byteLength: number): ByteBuffer {
    const buffer = this.#spares.pop() ?? new ByteBuffer();
    buffer.length = 0;
    buffer.reserve(byteLength);
    return buffer;
  }

  /** Nobody may read it any more. */
  giveBack(buffer: ByteBuffer): void {
    this.#spares.push(buffer);
  }
}
