import { promisify } from "node:util";
import { zstdDecompress, zstdDecompressSync } from "node:zlib";
import { deserializeTCompactProtocol } from "hyparquet/src/thrift.js";
import type { ColumnPlace } from "./block-file.ts";

/** What a column's one page holds, behind its levels: nothing in a file of blocks is missing. */
export async function pageValues(chunk: Uint8Array, column: ColumnPlace, isList: boolean): Promise<Uint8Array> {
  const { size, body } = pageOf(chunk);
  // A short one is decompressed faster than it gets to the thread pool.
  if (!column.isCompressed || size <= maxSyncBytes) return pageValuesSync(chunk, column, isList);
  return valuesOf(checked(await decompress(body, { chunkSize: size + 1 }), size), isList);
}

/** The same at once. */
export function pageValuesSync(chunk: Uint8Array, { isCompressed }: ColumnPlace, isList: boolean): Uint8Array {
  const { size, body } = pageOf(chunk);
  return valuesOf(isCompressed ? checked(zstdDecompressSync(body, { chunkSize: size + 1 }), size) : body, isList);
}

const decompress = promisify(zstdDecompress);
const maxSyncBytes = 64 * 1024;

function pageOf(chunk: Uint8Array): { readonly size: number; readonly body: Uint8Array } {
  const reader = { view: new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength), offset: 0 };
  const { field_2: size, field_3: storedSize } = deserializeTCompactProtocol(reader);
  return { size: Number(size), body: chunk.subarray(reader.offset, reader.offset + Number(storedSize)) };
}

function checked(bytes: Uint8Array, size: number): Uint8Array {
  if (bytes.byteLength !== size) throw new Error("a page is not as long as it says");
  return bytes;
}

/** Behind the repetition levels and the definition levels of a list, each of which says how long it is. */
function valuesOf(page: Uint8Array, isList: boolean): Uint8Array {
  if (!isList) return page;
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  const repetition = 4 + view.getUint32(0, true);
  return page.subarray(repetition + 4 + view.getUint32(repetition, true));
}
