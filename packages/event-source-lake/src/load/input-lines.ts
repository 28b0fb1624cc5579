import type { BadLineError } from "./line-fields.ts";

/** One line of an input without its line break, or why it cannot be read. */
export type InputLine = GoodLine | BadLine;

interface GoodLine {
  readonly line: number;
  readonly text: string;
}

/** The reason reads after "line 7: "; its kind is the same without what is the line's own. */
export interface BadLine {
  readonly line: number;
  readonly reason: string;
  readonly kind: string;
}

export function badLine(line: number, { message, kind }: BadLineError): BadLine {
  return { line, reason: message, kind };
}

export const notUtf8 = "is not UTF-8";

const lineFeed = 0x0a;
/** Far above what a record may have, so that the reason given is the record's size. */
export const maxLineBytes = 8 * 1024 * 1024;
export const tooLong = `is longer than ${maxLineBytes / 1024 / 1024} MiB`;

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
    return { line, reason: notUtf8, kind: notUtf8 };
  }
}

function lineTooLong(line: number): BadLine {
  return { line, reason: tooLong, kind: tooLong };
}
