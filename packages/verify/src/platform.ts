import type { AsyncBuffer, Compressors } from "hyparquet";

/** What checking needs that Node.js and a browser each have in their own way. */
export interface Platform {
  sha256(): Digest;
  /** Of a text's UTF-8, in hex. */
  sha256Of(text: string): string;
  /** CRC-32 (RFC 1952 §8) of these bytes after those that `before` is of. */
  crc32(bytes: Uint8Array, before: number): number;
  inflateRaw(chunks: AsyncIterable<Uint8Array>): Inflation;
  csvParser(options: CsvOptions): CsvParser;
  /** Puts bytes where any of them can be read again. */
  spool(chunks: AsyncIterable<Uint8Array>): Promise<AsyncBuffer & AsyncDisposable>;
  readonly parquetCompressors: Compressors;
}

/** SHA-256 of bytes that come in pieces. */
export interface Digest {
  update(bytes: Uint8Array): void;
  hex(): string;
}

/** A deflate stream (RFC 1951) that is unpacked. */
export interface Inflation {
  /**
   * What is in it. Reads the chunks to their end, whatever follows the stream and also when the content is of no more
   * interest. Throws an `InflateError`, or what reading the chunks throws.
   */
  readonly pieces: AsyncIterable<Uint8Array>;
  /** How many of the chunks' bytes the stream was. */
  takenBytes(): number;
}

/** Why bytes are no deflate stream, in zlib's words. */
export class InflateError extends Error {}

export interface CsvOptions {
  readonly record_delimiter: string;
  readonly max_record_size: number;
}

/** csv-parse: what is written to it can be read, row by row, until there is null; an error comes as an event, later. */
export interface CsvParser {
  write(text: string): unknown;
  end(): unknown;
  read(): readonly string[] | null;
  once(event: "error", listener: (error: Error) => void): unknown;
  once(event: "finish", listener: () => void): unknown;
}
