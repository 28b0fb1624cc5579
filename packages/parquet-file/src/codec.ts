import { constants, zstdCompressSync } from "node:zlib";
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
  compress: (bytes) => zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 1 } }),
};
