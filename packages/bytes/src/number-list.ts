/** Unsigned 32-bit numbers that grow at their end; the room stays for the next row group. */
export class NumberList {
  items: Uint32Array = empty;
  length = 0;

  push(value: number): void {
    if (this.length === this.items.length) this.#grow();
    this.items[this.length++] = value;
  }

  /** What was added, until the next change. */
  written(): Uint32Array {
    return this.items.subarray(0, this.length);
  }

  clear(): void {
    if (this.items.length > Math.max(smallest, this.length * 4)) this.items = empty;
    this.length = 0;
  }

  #grow(): void {
    const larger = new Uint32Array(Math.max(smallest, this.items.length * 2));
    larger.set(this.items);
    this.items = larger;
  }
}

const empty = new Uint32Array(0);
const smallest = 16;
