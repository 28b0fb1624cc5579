import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { parse } from "csv-parse/browser/esm";
import { decompress as decompressZstd } from "fzstd";
import { browserInflate } from "./browser-inflate.ts";
import { crc32 } from "./crc32.ts";
import type { Platform } from "./platform.ts";

/**
 * A browser. All of it is JavaScript, so that it runs under a policy that forbids `eval` and WebAssembly; what has to be
 * read out of order becomes a `Blob`, which browsers keep outside of the page's memory.
 */
export const browserPlatform: Platform = {
  sha256() {
    const digest = sha256.create();
    return { update: (bytes) => void digest.update(bytes), hex: () => bytesToHex(digest.digest()) };
  },
  sha256Of: (text) => bytesToHex(sha256(utf8ToBytes(text))),
  crc32,
  inflateRaw: browserInflate,
  csvParser: parse,
  async spool(chunks) {
    const blob = await blobOf(chunks);
    return {
      byteLength: blob.size,
      slice: async (start, end) => blob.slice(start, end).arrayBuffer(),
      [Symbol.asyncDispose]: async () => undefined,
    };
  },
  // Snappy the reader brings itself; other codecs Sluice does not write.
  parquetCompressors: { ZSTD: (bytes) => decompressZstd(bytes) },
};

const partBytes = 8 * 1024 * 1024;

async function blobOf(chunks: AsyncIterable<Uint8Array>): Promise<Blob> {
  const parts: Blob[] = [];
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    pieces.push(Uint8Array.from(chunk));
    bytes += chunk.byteLength;
    if (bytes < partBytes) continue;
    parts.push(new Blob(pieces));
    pieces = [];
    bytes = 0;
  }
  return new Blob([...parts, ...pieces]);
}
