import { joinedBytes } from "./joined-bytes.ts";
import { InflateError, type Platform } from "./platform.ts";

/** Why bytes are not one whole gzip member. */
export class GzipError extends Error {}

const headerBytes = 10;
const trailerBytes = 8;

/**
 * Unpacks one gzip member (RFC 1952) and insists that it is whole and alone: a plain header without time or name, the
 * right CRC-32 and length, and nothing after it. Throws a `GzipError` at the end or as soon as something is wrong.
 */
export async function* gunzipSingleMember(
  chunks: AsyncIterable<Uint8Array>,
  { inflateRaw, crc32 }: Pick<Platform, "inflateRaw" | "crc32">,
): AsyncGenerator<Uint8Array> {
  let total = 0;
  let tail: Uint8Array = new Uint8Array(0);
  async function* watched(): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      total += chunk.byteLength;
      tail = lastBytes(tail, chunk);
      yield chunk;
    }
  }
  const inflation = inflateRaw(withoutHeader(watched()));
  let crc = 0;
  let length = 0;
  try {
    for await (const bytes of inflation.pieces) {
      crc = crc32(bytes, crc);
      length += bytes.byteLength;
      yield bytes;
    }
  } catch (error) {
    throw error instanceof InflateError ? new GzipError(`is damaged or cut off (${error.message})`) : error;
  }
  checkEnd(total - headerBytes - inflation.takenBytes(), tail, crc, length);
}

async function* withoutHeader(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | null = new Uint8Array(0);
  for await (const chunk of chunks) {
    if (head === null) {
      yield chunk;
      continue;
    }
    head = joinedBytes([head, chunk]);
    if (head.byteLength < headerBytes) continue;
    yield afterHeader(head);
    head = null;
  }
  if (head !== null) throw new GzipError(`is only ${head.byteLength} bytes long, which is no gzip file`);
}

function checkEnd(left: number, tail: Uint8Array, crc: number, length: number): void {
  if (left > trailerBytes) throw new GzipError(`has ${left - trailerBytes} bytes after its gzip member`);
  if (left < trailerBytes) throw new GzipError("is cut off: its CRC-32 and length are missing");
  const trailer = new DataView(tail.buffer, tail.byteOffset);
  if (trailer.getUint32(0, true) !== crc) throw new GzipError("has another CRC-32 than its content");
  if (trailer.getUint32(4, true) !== length % 2 ** 32) throw new GzipError("has another length than its content");
}

function afterHeader(data: Uint8Array): Uint8Array {
  const [id1, id2, method, flags, ...mtime] = data.subarray(0, 8);
  if (id1 !== 0x1f || id2 !== 0x8b || method !== 8) throw new GzipError("is no gzip file");
  if (flags !== 0) throw new GzipError("has a gzip header with a file name or other extras");
  if (mtime.some((byte) => byte !== 0)) throw new GzipError("has a time in its gzip header");
  return data.subarray(headerBytes);
}

function lastBytes(tail: Uint8Array, chunk: Uint8Array): Uint8Array {
  const joined = chunk.byteLength >= trailerBytes ? chunk : joinedBytes([tail, chunk]);
  return Uint8Array.from(joined.subarray(-trailerBytes));
}
