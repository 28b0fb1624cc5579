import { createHash, hash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { crc32 } from "node:zlib";
import { parse } from "csv-parse";
import { asyncBufferFromFile } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { nodeInflate } from "./node-inflate.ts";
import type { Platform } from "./platform.ts";

/** Node.js, with its own hashes and zlib; what has to be read out of order is put into a temporary file. */
export const nodePlatform: Platform = {
  sha256() {
    const digest = createHash("sha256");
    return { update: (bytes) => void digest.update(bytes), hex: () => digest.digest("hex") };
  },
  sha256Of: (text) => hash("sha256", text, "hex"),
  crc32,
  inflateRaw: nodeInflate,
  csvParser: parse,
  async spool(chunks) {
    await using made = new AsyncDisposableStack();
    const folder = made.use(await mkdtempDisposable(join(tmpdir(), "sluice-verify-")));
    const path = join(folder.path, "object.parquet");
    await pipeline(chunks, createWriteStream(path));
    const file = await asyncBufferFromFile(path);
    const kept = made.move();
    return { byteLength: file.byteLength, slice: file.slice, [Symbol.asyncDispose]: () => kept.disposeAsync() };
  },
  parquetCompressors: compressors,
};
