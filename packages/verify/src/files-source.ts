import type { DeliverySource } from "./delivery-source.ts";
import { fileNotReadable } from "./errors.ts";
import type { FileToVerify } from "./file-to-verify.ts";

export interface FilesSource extends DeliverySource {
  /** Null where there is none. */
  bytesOf(key: string): number | null;
  readonly files: readonly { readonly key: string; readonly path: string }[];
}

const pieceBytes = 1024 * 1024;

/**
 * Files as a bucket's objects, read a piece at a time. Names of runs are unique, so files are known by those alone,
 * wherever they lie; but where two have one name, as when several buckets are dropped, by their ways.
 */
export function filesSource(files: readonly FileToVerify[]): FilesSource {
  const keyOf = keysOf(files);
  const byKey = new Map(files.map((file) => [keyOf(file), file]));
  return {
    place: "these files",
    files: files.map((file) => ({ key: keyOf(file), path: file.path })),
    bytesOf: (key) => byKey.get(key)?.file.size ?? null,
    async *list(prefix) {
      for (const [key, { file }] of byKey) if (key.startsWith(prefix)) yield { key, bytes: file.size };
    },
    async read(key) {
      const found = byKey.get(key);
      return found === undefined ? null : piecesOf(found);
    },
  };
}

function keysOf(files: readonly FileToVerify[]): (file: FileToVerify) => string {
  const named = new Set(files.map(wayOf).filter((way) => /\d-\d/.test(nameOf(way))));
  return new Set([...named].map(nameOf)).size === named.size ? (file) => nameOf(file.path) : wayOf;
}

function wayOf({ path }: FileToVerify): string {
  return path.replace(/^\//, "");
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

async function* piecesOf({ path, file }: FileToVerify): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < file.size; start += pieceBytes) {
    yield await readable(path, file.slice(start, start + pieceBytes));
  }
}

async function readable(path: string, piece: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await piece.arrayBuffer());
  } catch (error) {
    throw fileNotReadable(path, error instanceof Error ? error.message : String(error), error);
  }
}
