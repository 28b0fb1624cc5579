import { ByteKeyTable } from "@sluice/json-text";
import { plainStringEnd } from "./plain-string.ts";

/** Numbers the keys of objects, one object at a time, and sees where one has a key twice. */
export class DistinctKeys {
  readonly table = new ByteKeyTable();
  /** In which object each key was seen last. */
  readonly #objects: number[] = [];
  #object = 0;

  /** Begins another object. */
  begin(): void {
    this.#object++;
  }

  /** The number of the key at `start`, whose length the table knows; -1 where it is no plain key or a repeated one. */
  keyAt(bytes: Uint8Array, start: number, previous: number): number {
    let key = this.table.guessAt(bytes, start, previous);
    if (key < 0) {
      const end = plainStringEnd(bytes, start);
      if (end < 0 || bytes[end] !== colon || this.isFull) return -1;
      key = this.table.lookUp(bytes, start, end + 1, previous);
      while (this.#objects.length <= key) this.#objects.push(0);
    }
    if (this.#objects[key] === this.#object) return -1;
    this.#objects[key] = this.#object;
    return key;
  }

  /** Keys that are ids would take any memory. */
  get isFull(): boolean {
    return this.table.keys.length >= maxKnownKeys;
  }
}

const colon = 0x3a;
const maxKnownKeys = 10_000;
