import { createHash, type Hash } from "node:crypto";
import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import type { EpochMs } from "@sluice/types";
import { scratchFull } from "./errors.ts";

/** Where an object's bytes are until they are stored. */
export type ObjectBody = Uint8Array | { readonly path: string; readonly byteLength: number };

/** An object whose last byte is known, before it is stored. */
export interface FinishedObject {
  readonly fileIndex: number;
  readonly records: number;
  readonly byteLength: number;
  /** Lower-case hex of the bytes as stored. */
  readonly sha256: string;
  /** CRC-32 of the bytes as stored. */
  readonly crc32: number;
  readonly minTsMs: EpochMs;
  readonly maxTsMs: EpochMs;
  readonly body: ObjectBody;
}

/** Small objects stay in memory; bigger ones go to a file. An encoder may hold many whose upload takes long. */
const maxMemoryBytes = 4 * 1024 * 1024;

/** Takes an object's bytes in order. Its temporary file, if there is one, goes when it is disposed. */
export class ObjectBuffer implements AsyncDisposable {
  byteLength = 0;
  readonly #scratch: string;
  readonly #sha256: Hash = createHash("sha256");
  #crc32 = 0;
  #chunks: Uint8Array[] = [];
  #chunkBytes = 0;
  #spill: { readonly folder: string; readonly path: string; readonly file: FileHandle } | undefined;

  constructor(scratch: string) {
    this.#scratch = scratch;
  }

  async append(bytes: Uint8Array): Promise<void> {
    this.byteLength += bytes.byteLength;
    this.#sha256.update(bytes);
    this.#crc32 = crc32(bytes, this.#crc32);
    this.#chunks.push(bytes);
    this.#chunkBytes += bytes.byteLength;
    if (this.#chunkBytes >= maxMemoryBytes) await this.#write();
  }

  async finish(): Promise<Pick<FinishedObject, "byteLength" | "sha256" | "crc32" | "body">> {
    const { byteLength } = this;
    const sums = { byteLength, sha256: this.#sha256.digest("hex"), crc32: this.#crc32 };
    if (!this.#spill) {
      const body = Buffer.concat(this.#chunks);
      this.#chunks = [];
      return { ...sums, body };
    }
    await this.#write();
    return { ...sums, body: { path: this.#spill.path, byteLength } };
  }

  async #write(): Promise<void> {
    try {
      this.#spill ??= await openSpill(this.#scratch);
      await writeAll(this.#spill.file, this.#chunks);
    } catch (error) {
      if (isDiskFull(error)) throw scratchFull(this.#scratch, error);
      throw error;
    }
    this.#chunks = [];
    this.#chunkBytes = 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#chunks = [];
    await this.#spill?.file.close();
    if (this.#spill) await rm(this.#spill.folder, { recursive: true, force: true });
  }
}

/** At once, as each write waits for the thread pool, which has much to do. */
async function writeAll(file: FileHandle, chunks: readonly Uint8Array[]): Promise<void> {
  let { bytesWritten } = await file.writev(chunks);
  // A disk that fills up takes a part and says so with what follows.
  for (const chunk of chunks) {
    const taken = Math.min(chunk.byteLength, bytesWritten);
    if (taken < chunk.byteLength) await file.writeFile(chunk.subarray(taken));
    bytesWritten -= taken;
  }
}

async function openSpill(scratch: string) {
  const folder = await mkdtemp(join(scratch, "object-"));
  const path = join(folder, "body");
  return { folder, path, file: await open(path, "wx", 0o600) };
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");
}
