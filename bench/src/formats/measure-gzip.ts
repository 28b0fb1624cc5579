import { open } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { promisify } from "node:util";
import { constants, deflateRaw } from "node:zlib";
import { measured } from "../run/measurement.ts";

/** (d) The floor: level 6 of the same bytes on all cores and nothing else: `measure-gzip.ts <file> <records>`. */
const [file = "", records = "0"] = process.argv.slice(2);
await using input = await open(file);
const { size } = await input.stat();
const pieceBytes = 256 * 1024;
const compress = promisify(deflateRaw);

await measured(async () => {
  let next = 0;
  let compressed = 0;
  const worker = async () => {
    while (next < size) {
      const position = next;
      next += pieceBytes;
      const { buffer, bytesRead } = await input.read({ buffer: Buffer.allocUnsafe(pieceBytes), position });
      const piece = buffer.subarray(0, bytesRead);
      const options = { level: 6, finishFlush: constants.Z_SYNC_FLUSH, chunkSize: pieceBytes };
      compressed += (await compress(piece, options)).byteLength;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return { records: Number(records), bytes: compressed, pieces: 1 };
});
