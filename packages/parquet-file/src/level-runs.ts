import type { ByteBuffer } from "@sluice/bytes";
import { NumberList } from "@sluice/bytes";
import { HybridWriter } from "./hybrid-encoding.ts";

/** Repetition or definition levels from 0 to 3, kept as runs: what is missing for long takes no room. */
export class LevelRuns {
  /** How many levels there are. */
  count = 0;
  /** Each run but the last one as count × 4 + level. */
  readonly #runs = new NumberList();
  #level = 0;
  #length = 0;

  add(level: number, count: number): void {
    if (count === 0) return;
    this.count += count;
    if (level !== this.#level) this.#begin(level);
    this.#length += count;
  }

  /** As a data page of version 1 holds them: the length in bytes, then the levels. */
  write(out: ByteBuffer, width: number): void {
    this.#begin(this.#level);
    const start = out.length;
    out.uint32(0);
    const writer = new HybridWriter(out, width);
    for (let at = 0; at < this.#runs.length; at++) {
      const run = this.#runs.items[at] ?? 0;
      writer.put(run & 3, run >>> 2);
    }
    writer.end();
    out.bytes.writeUInt32LE(out.length - start - 4, start);
  }

  clear(): void {
    this.#runs.clear();
    this.count = 0;
    this.#length = 0;
  }

  #begin(level: number): void {
    if (this.#length > 0) this.#runs.push(this.#length * 4 + this.#level);
    this.#level = level;
    this.#length = 0;
  }
}
