import { crc32, createInflateRaw } from "node:zlib";

/** Why bytes are not one whole gzip member. */
export class GzipError extends Error {}

const headerBytes = 10;
const trailerBytes = 8;

/**
 * Unpacks one gzip member (RFC 1952) and insists that it is whole and alone: a plain header without time or name, the
 * right CRC-32 and length, and nothing after it. Throws a `GzipError` at the end or as soon as something is wrong.
 */
export async function* gunzipSingleMember(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const inflate = createInflateRaw({ chunkSize: 256 * 1024 });
  let total = 0;
  let tail: Uint8Array = new Uint8Array(0);
  let inputError: unknown;
  const feed = async (): Promise<void> => {
    let head: Uint8Array | undefined = new Uint8Array(0);
    try {
      for await (const chunk of chunks) {
        total += chunk.byteLength;
        tail = lastBytes(tail, chunk);
        const data: Uint8Array = head === undefined ? chunk : Buffer.concat([head, chunk]);
        if (head !== undefined && data.byteLength < headerBytes) {
          head = data;
          continue;
        }
        const body = head === undefined ? data : afterHeader(data);
        head = undefined;
        await write(inflate, body);
      }
      if (head !== undefined) throw new GzipError(`is only ${total} bytes long, which is no gzip file`);
      inflate.end();
    } catch (error) {
      inputError = error;
      inflate.destroy();
    }
  };
  // Errors come out of the iteration below; one after it is of no interest.
  inflate.on("error", () => undefined);
  const fed = feed();
  let crc = 0;
  let length = 0;
  try {
    for await (const piece of inflate) {
      const bytes: Uint8Array = piece;
      crc = crc32(bytes, crc);
      length += bytes.byteLength;
      yield bytes;
    }
  } catch (error) {
    await fed;
    throw inputError ?? new GzipError(`is damaged or cut off (${error instanceof Error ? error.message : error})`);
  } finally {
    // Also when the content is of no more interest: the stored bytes are measured to their end.
    await fed;
  }
  if (inputError) throw inputError;
  checkEnd(total - headerBytes - inflate.bytesWritten, tail, crc, length);
}

function checkEnd(left: number, tail: Uint8Array, crc: number, length: number): void {
  if (left > trailerBytes) throw new GzipError(`has ${left - trailerBytes} bytes after its gzip member`);
  if (left < trailerBytes) throw new GzipError("is cut off: its CRC-32 and length are missing");
  const trailer = Buffer.from(tail);
  if (trailer.readUInt32LE(0) !== crc) throw new GzipError("has another CRC-32 than its content");
  if (trailer.readUInt32LE(4) !== length % 2 ** 32) throw new GzipError("has another length than its content");
}

/** Waits until the bytes are worked off; bytes after the member's end are not taken, and need not be. */
async function write(inflate: ReturnType<typeof createInflateRaw>, bytes: Uint8Array): Promise<void> {
  if (inflate.readableEnded || inflate.destroyed) return;
  await new Promise<void>((resolve) => {
    inflate.once("close", resolve);
    inflate.write(bytes, () => {
      inflate.off("close", resolve);
      resolve();
    });
  });
}

function afterHeader(data: Uint8Array): Uint8Array {
  const [id1, id2, method, flags, ...mtime] = data.subarray(0, 8);
  if (id1 !== 0x1f || id2 !== 0x8b || method !== 8) throw new GzipError("is no gzip file");
  if (flags !== 0) throw new GzipError("has a gzip header with a file name or other extras");
  if (mtime.some((byte) => byte !== 0)) throw new GzipError("has a time in its gzip header");
  return data.subarray(headerBytes);
}

function lastBytes(tail: Uint8Array, chunk: Uint8Array): Uint8Array {
  const joined = chunk.byteLength >= trailerBytes ? chunk : Buffer.concat([tail, chunk]);
  return Uint8Array.from(joined.subarray(-trailerBytes));
}
