import { constants, deflateRaw, deflateRawSync, type ZlibOptions } from "node:zlib";
import { workSlots } from "./work-slots.ts";

/**
 * How an object's bytes are wrapped for storing. `wrap` depends on nothing but its arguments, so that pieces of one
 * object can be wrapped at the same time.
 */
export interface ObjectContainer {
  readonly head: Uint8Array;
  /** Wraps the next bytes of an object; `before` is what the object holds just before them. */
  wrap(bytes: Uint8Array, before: Uint8Array): Promise<readonly Uint8Array[]>;
  /** How many bytes `wrap` may at most make of so many. */
  maxWrapped(byteLength: number): number;
  tail(checksum: number, byteLength: number): Uint8Array;
}

/** Bytes as they are. */
export const plainContainer: ObjectContainer = {
  head: new Uint8Array(0),
  wrap: async (bytes) => [bytes],
  maxWrapped: (byteLength) => byteLength,
  tail: () => new Uint8Array(0),
};

/**
 * One gzip member (RFC 1952) whose deflate stream is made in pieces that are compressed independently, each ended on a
 * byte boundary by a sync flush and primed with the 32 KiB before it, as pigz does. The bytes depend on the
 * input, its pieces and the level alone.
 */
export function gzipContainer(level: number): ObjectContainer {
  return {
    head: gzipHead,
    wrap: (bytes, before) => Promise.all(pieces(bytes, before).map((piece) => deflated(piece, level))),
    maxWrapped: (byteLength) => byteLength + Math.ceil(byteLength / pieceBytes + 1) * 128,
    tail: (checksum, byteLength) => {
      const tail = Buffer.alloc(10);
      // An empty last block, then the checksum and the length of what went in.
      tail.writeUInt16LE(0x0003, 0);
      tail.writeUInt32LE(checksum, 2);
      tail.writeUInt32LE(byteLength % 2 ** 32, 6);
      return tail;
    },
  };
}

/** RFC 1952 §2.3: deflate, no flags, no time, no extra flags, operating system unknown. */
const gzipHead = Uint8Array.of(0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0, 0, 0xff);

const pieceBytes = 256 * 1024;
export const windowBytes = 32 * 1024;

interface Piece {
  readonly bytes: Uint8Array;
  readonly dictionary: Uint8Array;
}

function pieces(bytes: Uint8Array, before: Uint8Array): Piece[] {
  const list: Piece[] = [];
  for (let start = 0; start < bytes.byteLength; start += pieceBytes) {
    const dictionary = start === 0 ? before : bytes.subarray(start - windowBytes, start);
    list.push({ bytes: bytes.subarray(start, start + pieceBytes), dictionary });
  }
  return list;
}

/** As many pieces at once as there are threads for them; each holds about half a MiB while it is at work. */
const deflating = workSlots(4);

/** The trip to the thread pool costs several times what a small piece does: heads, tails and objects of few records. */
const maxSmallBytes = 4 * 1024;

async function deflated(piece: Piece, level: number): Promise<Uint8Array> {
  const options = deflateOptions(piece, level);
  if (piece.bytes.byteLength <= maxSmallBytes) return copyOf(deflateRawSync(piece.bytes, options));
  return deflating(() => deflate(piece.bytes, options));
}

function deflateOptions({ bytes, dictionary }: Piece, level: number): ZlibOptions {
  return {
    level,
    finishFlush: constants.Z_SYNC_FLUSH,
    // Room for what mostly comes out, so that one trip to the thread pool does, and little is left for the collector.
    chunkSize: Math.max(1024, Math.ceil(bytes.byteLength / 4) + 1024),
    ...(dictionary.byteLength > 0 ? { dictionary } : {}),
  };
}

function deflate(bytes: Uint8Array, options: ZlibOptions): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    deflateRaw(bytes, options, (error, result) => (error ? reject(error) : resolve(copyOf(result))));
  });
}

/** A result is a small part of the room that was made for it, which it would keep. */
function copyOf(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}
