import { Z_BUF_ERROR, Z_NO_FLUSH, Z_OK, Z_STREAM_END, ZStream, zlibInflate, zlibInflateInit2 } from "pako";
import { InflateError, type Inflation } from "./platform.ts";

/** Deflate without a header of zlib's or gzip's. */
const rawWindowBits = -15;
const pieceBytes = 64 * 1024;

/** Unpacks with zlib in JavaScript: unlike a browser's own `DecompressionStream` it knows where the stream ended. */
export function browserInflate(chunks: AsyncIterable<Uint8Array>): Inflation {
  const stream = new ZStream();
  zlibInflateInit2(stream, rawWindowBits);
  return { pieces: pieces(stream, chunks), takenBytes: () => stream.total_in };
}

async function* pieces(stream: ZStream, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const input = chunks[Symbol.asyncIterator]();
  let isEnded = false;
  try {
    while (!isEnded) {
      const { done, value } = await input.next();
      if (done) throw new InflateError("unexpected end of file");
      isEnded = yield* piecesOf(stream, value);
    }
  } finally {
    while (!(await input.next()).done);
  }
}

/** What a chunk unpacks to; true when the stream ends in it. */
function* piecesOf(stream: ZStream, chunk: Uint8Array): Generator<Uint8Array, boolean> {
  stream.input = chunk;
  stream.next_in = 0;
  stream.avail_in = chunk.byteLength;
  let status: number;
  do {
    stream.output = new Uint8Array(pieceBytes);
    stream.next_out = 0;
    stream.avail_out = pieceBytes;
    status = zlibInflate(stream, Z_NO_FLUSH);
    // No byte could be added, which the next chunk mends.
    if (status < 0 && status !== Z_BUF_ERROR) throw new InflateError(stream.msg);
    if (stream.next_out > 0) yield stream.output.subarray(0, stream.next_out);
  } while (status === Z_OK && stream.avail_out === 0);
  return status === Z_STREAM_END;
}
