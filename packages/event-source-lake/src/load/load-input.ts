import { constants, createReadStream, createWriteStream, openSync } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import { Socket } from "node:net";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { badInput } from "./errors.ts";
import type { LineRules } from "./line-fields.ts";
import type { FileMapping } from "./mapping.ts";
import { plainBytes, signatureFault } from "./plain-bytes.ts";

/** What a file holds; a CSV or Parquet file says with a mapping how its columns become records. */
export type InputFormat =
  | { readonly kind: "jsonl" }
  | { readonly kind: "csv" | "parquet"; readonly mapping: FileMapping };

/** A file, or bytes that come from elsewhere, once. */
type InputPlace = { readonly path: string } | { readonly name: string; readonly bytes: AsyncIterable<Uint8Array> };

export type LoadInput = InputPlace & InputFormat;

/** An input that was found, however it is stored. */
export interface FoundInput {
  /** For people: the path, or what else it is called. */
  readonly name: string;
  readonly format: InputFormat;
  /** Null where that is not known. */
  readonly storedBytes: number | null;
  readonly stored: () => AsyncIterable<Uint8Array>;
  /** Null where it is no file that can be read twice and at any place. */
  readonly path: string | null;
}

export interface ReadInput {
  readonly input: FoundInput;
  readonly rules: LineRules;
  /** For what has to be written down before it can be read. */
  readonly folder: string;
  /** Hears of bytes as they are stored, as they are read. */
  readonly onBytes: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/** Finds an input; one that has to be read twice and cannot be is written into the folder. */
export async function findInput(input: LoadInput, folder: string, isReadTwice: boolean): Promise<FoundInput> {
  const found = "path" in input ? await foundFile(input.path, formatOf(input)) : foundStream(input, formatOf(input));
  return found.path === null && isReadTwice ? keptInput(found, found.stored(), folder) : found;
}

/** The path of a Parquet file that is not in gzip, for which it is taken out of it. Throws where it is none. */
export async function parquetFile(input: FoundInput, folder: string): Promise<string | null> {
  if (input.path !== null && (await beginsAsParquet(input.path))) return whole(input.path, input.name);
  const { head, bytes } = await plainBytes(input.stored());
  if (head.byteLength === 0) return null;
  if (!isParquet(head)) throw badInput(input.name, notParquet(head));
  return whole((await keptInput(input, bytes, folder)).path ?? "", input.name);
}

function formatOf(input: InputFormat): InputFormat {
  return input.kind === "jsonl" ? { kind: input.kind } : { kind: input.kind, mapping: input.mapping };
}

async function foundFile(path: string, format: InputFormat): Promise<FoundInput> {
  const found = await stat(path);
  const isFile = found.isFile();
  return {
    name: path,
    format,
    storedBytes: isFile ? found.size : null,
    stored: () => (found.isFIFO() ? pipeBytes(path) : fileStream(path)),
    path: isFile ? path : null,
  };
}

function foundStream(input: Exclude<InputPlace, { readonly path: string }>, format: InputFormat): FoundInput {
  return { name: input.name, format, storedBytes: null, stored: () => input.bytes, path: null };
}

async function keptInput(input: FoundInput, bytes: AsyncIterable<Uint8Array>, folder: string): Promise<FoundInput> {
  const path = join(folder, `${crypto.randomUUID()}-${basename(input.name)}`.slice(0, 100));
  await pipeline(bytes, createWriteStream(path));
  const { size } = await stat(path);
  return { name: input.name, format: input.format, storedBytes: size, stored: () => fileStream(path), path };
}

function fileStream(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: 256 * 1024 });
}

/** A file stream waits for a pipe's writer in a way that keeps even the process's end waiting; a socket does not. */
async function* pipeBytes(path: string): AsyncGenerator<Uint8Array> {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  yield* new Socket({ fd, readable: true, writable: false });
}

const parquetSignature = "PAR1";

async function beginsAsParquet(path: string): Promise<boolean> {
  await using file = await open(path, "r");
  return isParquet(await bytesAt(file, 0));
}

/** A Parquet file ends as it begins, after what says where everything is in it. */
async function whole(path: string, name: string): Promise<string> {
  await using file = await open(path, "r");
  const { size } = await file.stat();
  if (isParquet(await bytesAt(file, size - parquetSignature.length))) return path;
  throw badInput(name, "the Parquet file is cut off; fetch it again");
}

async function bytesAt(file: FileHandle, position: number): Promise<Buffer> {
  return (await file.read({ buffer: Buffer.alloc(parquetSignature.length), position })).buffer;
}

function isParquet(head: Buffer): boolean {
  return head.toString("latin1", 0, parquetSignature.length) === parquetSignature;
}

function notParquet(head: Buffer): string {
  return (
    signatureFault(head) ?? `it is no Parquet file: it begins with ${JSON.stringify(head.toString("latin1", 0, 8))}`
  );
}
