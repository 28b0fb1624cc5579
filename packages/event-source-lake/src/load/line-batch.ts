import { isUtf8 } from "node:buffer";
import { ByteBuffer, NumberList } from "@sluice/bytes";
import type { BadLineError } from "./line-fields.ts";

/** Some lines of an input, without those that are blank. */
export interface LineBatch {
  readonly length: number;
  /** Holds the lines, each with a line feed at its end. */
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
  /** Where each line's line feed is. */
  readonly ends: Uint32Array;
  readonly lineNumbers: readonly number[];
  /** Why some of the lines cannot be read, by their index. */
  readonly bad: ReadonlyMap<number, BadLine>;
  /** Whether all of the bytes are; else each line has to be asked. */
  readonly isUtf8: boolean;
}

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

/** Lines that were made, and have no lone surrogates. */
export function batchOfTexts(lines: readonly InputLine[]): LineBatch {
  const bytes = new ByteBuffer();
  const [starts, ends] = [new NumberList(), new NumberList()];
  const bad = new Map<number, BadLine>();
  for (const [index, line] of lines.entries()) {
    starts.push(bytes.length);
    if ("text" in line) bytes.text(line.text);
    else bad.set(index, line);
    ends.push(bytes.length);
    bytes.uint8(lineFeed);
  }
  return {
    length: lines.length,
    bytes: bytes.written(),
    starts: starts.written(),
    ends: ends.written(),
    lineNumbers: lines.map(({ line }) => line),
    bad,
    isUtf8: true,
  };
}

/** A line's text, or why it cannot be read. */
export function inputLineAt(batch: LineBatch, index: number): InputLine {
  const { bytes, starts, ends, lineNumbers } = batch;
  const line = lineNumbers[index] ?? 0;
  const bad = batch.bad.get(index);
  if (bad) return bad;
  const own = bytes.subarray(starts[index], ends[index]);
  if (!batch.isUtf8 && !isUtf8(own)) return { line, reason: notUtf8, kind: notUtf8 };
  return { line, text: utf8.decode(own) };
}

export const notUtf8 = "is not UTF-8";

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
const lineFeed = 0x0a;
