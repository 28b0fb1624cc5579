import { type Codec, uncompressed, zstd } from "@sluice/parquet-file";
import type { FormatOptions } from "@sluice/types";

/** Inside a gzipped file pages stay as they are; a file that is read in place has them compressed one by one. */
export const codecs: Readonly<Record<FormatOptions["parquetContainer"], Codec>> = {
  gzip: uncompressed,
  none: zstd,
};
