import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { promisify } from "node:util";
import { constants, deflateRaw } from "node:zlib";
import { measured } from "./measurement.ts";

/** (d) The floor: level 6 of the same bytes on all cores and nothing else: `measure-gzip.ts <file> <records>`. */
const [file = "", records = "0"] = process.argv.slice(2);
const bytes = await readFile(file);
const pieceBytes = 256 * 1024;
const compress = promisify(deflateRaw);

await measured(async () => {
  let next = 0;
  let compressed = 0;
  const worker = async () => {
    while (next < bytes.byteLength) {
      const piece = bytes.subarray(next, next + pieceBytes);
      next += pieceBytes;
      const options = { level: 6, finishFlush: constants.Z_SYNC_FLUSH, chunkSize: pieceBytes };
      compressed += (await compress(piece, options)).byteLength;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return { records: Number(records), bytes: compressed };
});
