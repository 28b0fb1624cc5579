import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { badInput } from "./errors.ts";

/** What an input begins with, a few bytes at least, and all of it. */
export interface PlainBytes {
  readonly head: Buffer;
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly wasGzip: boolean;
}

const chunkBytes = 256 * 1024;
/** As many as the longest signature of a file that is looked for. */
const headBytes = 8;

/** Bytes out of their gzip, which is recognised by its first two bytes, whatever the name says. */
export async function plainBytes(stored: AsyncIterable<Uint8Array>): Promise<PlainBytes> {
  const found = await peeked(stored);
  if (found.head[0] !== 0x1f || found.head[1] !== 0x8b) return { ...found, wasGzip: false };
  // What fails is thrown to whoever reads the output.
  const unzipped = pipeline(found.bytes, createGunzip({ chunkSize: chunkBytes }), () => undefined);
  return { ...(await peeked(unzipped)), wasGzip: true };
}

/** The UTF-8 of a text: out of its gzip, and out of UTF-16 if it says so. Throws where it cannot be a text. */
export async function* textBytes(name: string, stored: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { head, bytes } = await plainBytes(stored);
  const encoding = utf16Of(head);
  if (encoding !== null) {
    yield* transcoded(bytes, encoding);
    return;
  }
  const fault = textFault(head);
  if (fault !== null) throw badInput(name, fault);
  yield* bytes;
}

/** Why these are not the first bytes of a text; null where they may be. */
function textFault(head: Buffer): string | null {
  const known = signatureFault(head);
  if (known !== null) return known;
  const isText = !head.subarray(0, textSampleBytes).includes(0);
  return isText ? null : "it is not a text: it holds NUL bytes";
}

/** What a file is whose first bytes say so, and what to do with it; null for any other. */
export function signatureFault(head: Buffer): string | null {
  const start = head.toString("latin1", 0, headBytes);
  return signatures.find(([signature]) => start.startsWith(signature))?.[1] ?? null;
}

const onlyGzip = "of the compressed ones only gzip is read, so decompress it first";
const signatures: readonly (readonly [signature: string, fault: string])[] = [
  ["PAR1", "it is a Parquet file; say so with --kind parquet"],
  ["PK\x03\x04", "it is a ZIP archive or an Excel workbook; unpack it, or save it as CSV"],
  ["\x28\xb5\x2f\xfd", `it is compressed with Zstandard; ${onlyGzip}`],
  ["\xfd7zXZ\0", `it is compressed with xz; ${onlyGzip}`],
  ["BZh", `it is compressed with bzip2; ${onlyGzip}`],
  ["\x04\x22\x4d\x18", `it is compressed with LZ4; ${onlyGzip}`],
  ["Obj\x01", "it is an Avro file; convert it to Parquet or JSON Lines"],
];
const textSampleBytes = 4_096;

function utf16Of(head: Buffer): "utf-16le" | "utf-16be" | null {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  return head[0] === 0xfe && head[1] === 0xff ? "utf-16be" : null;
}

async function* transcoded(bytes: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}

async function peeked(bytes: AsyncIterable<Uint8Array>): Promise<Omit<PlainBytes, "wasGzip">> {
  const iterator = bytes[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length < headBytes) {
    const next = await iterator.next();
    if (next.done) break;
    chunks.push(next.value);
    length += next.value.byteLength;
  }
  const head = Buffer.concat(chunks);
  return { head, bytes: continued(head, iterator) };
}

async function* continued(head: Buffer, iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (head.byteLength > 0) yield head;
  yield* { [Symbol.asyncIterator]: () => iterator };
}
