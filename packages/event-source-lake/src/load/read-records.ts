import { SluiceError } from "@sluice/types";
import { csvLines } from "./csv-lines.ts";
import { badInput } from "./errors.ts";
import { inputLines } from "./input-lines.ts";
import { batchOfTexts, type InputLine, type LineBatch } from "./line-batch.ts";
import type { ReadInput } from "./load-input.ts";
import { parquetLines } from "./parquet-lines.ts";
import { textBytes } from "./plain-bytes.ts";

/** Reads an input as lines of records, some at a time. Line numbers count from 1; in Parquet they are rows. */
export async function* readRecords(read: ReadInput): AsyncGenerator<LineBatch> {
  const { name } = read.input;
  try {
    yield* linesOf({ ...read, input: { ...read.input, stored: () => watched(read.input.stored(), read) } });
  } catch (error) {
    throw read.signal.aborted ? read.signal.reason : readFailure(name, error);
  }
}

function linesOf(read: ReadInput): AsyncIterable<LineBatch> {
  const { format, name, stored } = read.input;
  switch (format.kind) {
    case "jsonl":
      return inputLines(textBytes(name, stored()));
    case "csv":
      return inBatches(csvLines(name, textBytes(name, stored()), format.mapping, read.rules));
    case "parquet":
      return inBatches(parquetLines(read, format.mapping));
  }
}

async function* inBatches(made: AsyncIterable<readonly InputLine[]>): AsyncGenerator<LineBatch> {
  for await (const lines of made) yield batchOfTexts(lines);
}

/** Bytes that are counted, and that nobody waits for any more once the signal is there. */
async function* watched(
  bytes: AsyncIterable<Uint8Array>,
  { onBytes, signal }: Pick<ReadInput, "onBytes" | "signal">,
): AsyncGenerator<Uint8Array> {
  const iterator = bytes[Symbol.asyncIterator]();
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  aborted.promise.catch(() => undefined);
  signal.addEventListener("abort", abort);
  try {
    for (;;) {
      signal.throwIfAborted();
      const next = await Promise.race([iterator.next(), aborted.promise]);
      if (next.done) return;
      onBytes(next.value.byteLength);
      yield next.value;
    }
  } finally {
    signal.removeEventListener("abort", abort);
    // A pipe that nobody writes into does not even close.
    void iterator.return?.();
  }
}

/** Why an input cannot be read, in words. */
export function readFailure(name: string, error: unknown): Error {
  if (error instanceof SluiceError) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const message = error instanceof Error ? error.message : String(error);
  return badInput(name, reasons[code] ?? message.split("\n")[0] ?? message, error);
}

/** By the codes of the file system, zlib and csv-parse. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EACCES: "you have no leave to read it",
  EPERM: "you have no leave to read it",
  EISDIR: "it is a directory",
  ELOOP: "its symbolic links lead in a circle",
  ENAMETOOLONG: "its name is too long",
  EIO: "the disk that it is on fails",
  Z_BUF_ERROR: "the gzip file is cut off; fetch it again",
  Z_DATA_ERROR: "the gzip file is damaged; fetch it again",
};
