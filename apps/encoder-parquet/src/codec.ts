import { constants, zstdCompressSync } from "node:zlib";
import type { FormatOptions } from "@sluice/types";
import type { ColumnMetaData } from "./file-metadata.ts";

/** How pages are compressed. */
export interface Codec {
  readonly name: ColumnMetaData["codec"];
  readonly compress: ((bytes: Uint8Array) => Uint8Array) | null;
}

/** Inside a gzipped file pages stay as they are; a file that is read in place has them compressed one by one. */
export const codecs: Readonly<Record<FormatOptions["parquetContainer"], Codec>> = {
  gzip: { name: "UNCOMPRESSED", compress: null },
  none: {
    name: "ZSTD",
    compress: (bytes) => zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 1 } }),
  },
};
