import type { ByteBuffer } from "@sluice/bytes";
import { NumberList } from "@sluice/bytes";
import { HybridWriter } from "./hybrid-encoding.ts";

/** Repetition or definition levels from 0 to 3, kept as runs: what is missing for long takes no room. */
export class LevelRuns {
  /** Each run as count × 4 + level. */
  readonly #runs = new NumberList();
  /** How many levels there are. */
  count = 0;

  add(level: number, count: number): void {
    if (count === 0) return;
    this.count += count;
    const runs = this.#runs;
    const last = runs.length - 1;
    const before = last < 0 ? -1 : (runs.items[last] ?? 0);
    if (last >= 0 && (before & 3) === level) runs.items[last] = before + count * 4;
    else runs.push(count * 4 + level);
  }

  /** As a data page of version 1 holds them: the length in bytes, then the levels. */
  write(out: ByteBuffer, width: number): void {
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
  }
}
