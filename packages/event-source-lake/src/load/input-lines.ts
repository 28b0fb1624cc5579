import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";

/** One line of an input without its line break, or why it cannot be read. */
export type InputLine =
  | { readonly line: number; readonly text: string }
  | { readonly line: number; readonly reason: string };

const lineFeed = 0x0a;
/** Far above what a record may have, so that the reason given is the record's size. */
const maxLineBytes = 8 * 1024 * 1024;

/** A file's bytes; gzip is recognised by its first two bytes, whatever the name says. */
export async function* fileBytes(path: string): AsyncGenerator<Uint8Array> {
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  const iterator: AsyncIterator<Buffer> = file[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done) return;
  const chunks = (async function* () {
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => iterator };
  })();
  if (first.value[0] === 0x1f && first.value[1] === 0x8b) {
    const gunzip = createGunzip();
    const feeding = feed(chunks, gunzip);
    yield* gunzip;
    await feeding;
  } else {
    yield* chunks;
  }
}

async function feed(chunks: AsyncIterable<Buffer>, gunzip: ReturnType<typeof createGunzip>): Promise<void> {
  try {
    for await (const chunk of chunks) {
      if (!gunzip.write(chunk)) await new Promise((resolve) => gunzip.once("drain", resolve).once("close", resolve));
      if (gunzip.destroyed) return;
    }
    gunzip.end();
  } catch (error) {
    gunzip.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

/** Cuts bytes into lines and decodes them. A line that is too long is passed over without being held. */
export async function* inputLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<readonly InputLine[]> {
  let line = 1;
  let rest: Buffer = Buffer.alloc(0);
  let tooLong = false;
  for await (const chunk of bytes) {
    const lines: InputLine[] = [];
    let data =
      rest.byteLength > 0
        ? Buffer.concat([rest, chunk])
        : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let end = data.indexOf(lineFeed); end >= 0; end = data.indexOf(lineFeed)) {
      lines.push(tooLong ? lineTooLong(line) : decodeLine(data.subarray(0, end), line));
      tooLong = false;
      line++;
      data = data.subarray(end + 1);
    }
    if (data.byteLength > maxLineBytes) {
      tooLong = true;
      data = data.subarray(0, 0);
    }
    rest = tooLong ? Buffer.alloc(0) : Buffer.from(data);
    if (lines.length > 0) yield lines;
  }
  if (tooLong) yield [lineTooLong(line)];
  else if (rest.byteLength > 0) yield [decodeLine(rest, line)];
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decodeLine(bytes: Buffer, line: number): InputLine {
  try {
    const text = utf8.decode(bytes);
    return { line, text: line === 1 && text.startsWith("\ufeff") ? text.slice(1) : text };
  } catch {
    return { line, reason: "is not UTF-8" };
  }
}

function lineTooLong(line: number): InputLine {
  return { line, reason: `is longer than ${maxLineBytes / 1024 / 1024} MiB` };
}
