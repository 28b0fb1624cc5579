import { type FileHandle, open } from "node:fs/promises";

/** Writes records to a file, one buffer while the next one is filled. */
export class RunWriter implements AsyncDisposable {
  readonly #file: FileHandle;
  #buffer = Buffer.allocUnsafeSlow(bufferBytes);
  #spare = Buffer.allocUnsafeSlow(bufferBytes);
  #length = 0;
  #writing: Promise<unknown> = Promise.resolve();

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async create(path: string): Promise<RunWriter> {
    return new RunWriter(await open(path, "wx"));
  }

  add(bytes: Buffer, start: number, end: number): Promise<void> | undefined {
    if (this.#length + end - start > this.#buffer.byteLength) return this.#flushAndAdd(bytes, start, end);
    bytes.copy(this.#buffer, this.#length, start, end);
    this.#length += end - start;
  }

  async finish(): Promise<void> {
    await this.#flush();
    await this.#writing;
  }

  async #flushAndAdd(bytes: Buffer, start: number, end: number): Promise<void> {
    await this.#flush();
    if (end - start > this.#buffer.byteLength) this.#buffer = Buffer.allocUnsafeSlow(end - start);
    bytes.copy(this.#buffer, 0, start, end);
    this.#length = end - start;
  }

  async #flush(): Promise<void> {
    await this.#writing;
    const full = this.#buffer;
    this.#writing = this.#file.writeFile(full.subarray(0, this.#length));
    this.#writing.catch(() => undefined);
    [this.#buffer, this.#spare] = [this.#spare, full];
    this.#length = 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#writing.catch(() => undefined);
    await this.#file.close();
  }
}

const bufferBytes = 1024 * 1024;
