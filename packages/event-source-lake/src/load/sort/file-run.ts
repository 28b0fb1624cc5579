import { type FileHandle, open } from "node:fs/promises";
import { recordLayout } from "./record-layout.ts";
import type { RunSource } from "./run-source.ts";

/** Sorted records of a file, read ahead by one buffer. */
export class FileRun implements RunSource, AsyncDisposable {
  bytes: Buffer;
  view: DataView;
  at = headroomBytes;
  isDone = false;
  readonly #file: FileHandle;
  readonly #bufferBytes: number;
  #end = headroomBytes;
  #spare: Buffer;
  #ahead: Promise<number>;

  private constructor(file: FileHandle, bufferBytes: number) {
    this.#file = file;
    this.#bufferBytes = bufferBytes;
    this.bytes = Buffer.allocUnsafeSlow(headroomBytes + bufferBytes);
    this.view = new DataView(this.bytes.buffer);
    this.#spare = Buffer.allocUnsafeSlow(headroomBytes + bufferBytes);
    this.#ahead = this.#readAhead();
  }

  /** Opens a file at its first record. */
  static async open(path: string, bufferBytes: number): Promise<FileRun> {
    const run = new FileRun(await open(path), bufferBytes);
    try {
      await run.#fill();
      return run;
    } catch (error) {
      await run[Symbol.asyncDispose]();
      throw error;
    }
  }

  next(): Promise<void> | undefined {
    this.at += this.view.getUint32(this.at + recordLayout.byteLength, true);
    return this.#isWhole() ? undefined : this.#fill();
  }

  #isWhole(): boolean {
    const left = this.#end - this.at;
    return left >= recordLayout.id && left >= this.view.getUint32(this.at + recordLayout.byteLength, true);
  }

  async #fill(): Promise<void> {
    do {
      const bytesRead = await this.#ahead;
      if (bytesRead === 0) {
        if (this.at < this.#end) throw new Error("a sorted run is cut off");
        this.isDone = true;
        return;
      }
      this.#goOn(bytesRead);
      this.#ahead = this.#readAhead();
    } while (!this.#isWhole());
  }

  /** What is left of the buffer comes before what was read behind it. */
  #goOn(bytesRead: number): void {
    const left = this.#end - this.at;
    const read = this.#spare;
    if (left <= headroomBytes) {
      this.bytes.copy(read, headroomBytes - left, this.at, this.#end);
      this.#spare = this.bytes;
      this.bytes = read;
      this.at = headroomBytes - left;
      this.#end = headroomBytes + bytesRead;
    } else {
      this.bytes = Buffer.concat([
        this.bytes.subarray(this.at, this.#end),
        read.subarray(headroomBytes, headroomBytes + bytesRead),
      ]);
      this.at = 0;
      this.#end = left + bytesRead;
    }
    this.view = new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength);
  }

  #readAhead(): Promise<number> {
    if (this.#spare.byteLength < headroomBytes + this.#bufferBytes) {
      this.#spare = Buffer.allocUnsafeSlow(headroomBytes + this.#bufferBytes);
    }
    const reading = this.#file.read(this.#spare, headroomBytes, this.#bufferBytes).then(({ bytesRead }) => bytesRead);
    reading.catch(() => undefined);
    return reading;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#ahead.catch(() => undefined);
    await this.#file.close();
  }
}

/** For the part of a record that a buffer ends with. */
const headroomBytes = 16 * 1024;
