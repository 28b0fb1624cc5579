import { promisify } from "node:util";
import { constants, zstdCompress, zstdCompressSync } from "node:zlib";
import type { ColumnMetaData } from "./file-metadata.ts";

/** How pages are compressed. */
export interface Codec {
  readonly name: ColumnMetaData["codec"];
  readonly compress: ((bytes: Uint8Array) => Uint8Array) | null;
}

export const uncompressed: Codec = { name: "UNCOMPRESSED", compress: null };

/** Zstandard at its fastest level. */
export const zstd: Codec = {
  name: "ZSTD",
  compress: (bytes) => zstdCompressSync(bytes, fastest),
};

/** The same for a page that holds these bytes and nothing else, which the thread pool compresses ahead of it. */
export async function zstdAhead(bytes: Uint8Array): Promise<Codec> {
  const compressed = await compressInPool(bytes, fastest);
  return { name: "ZSTD", compress: () => compressed };
}

const fastest = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };
const compressInPool = promisify(zstdCompress);
