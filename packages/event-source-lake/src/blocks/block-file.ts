import { open } from "node:fs/promises";
import { parquetMetadata } from "hyparquet";

/** A file of blocks and where everything is in it. */
export interface BlockFile {
  readonly path: string;
  readonly groups: readonly GroupPlace[];
  /** All of a small file. */
  readonly whole: Uint8Array | null;
}

/** One row group. */
export interface GroupPlace {
  /** Of its first record in the file. */
  readonly firstRow: number;
  readonly records: number;
  readonly start: number;
  readonly byteLength: number;
  /** By the first part of their paths; `start` counts from the row group's. */
  readonly columns: ReadonlyMap<string, ColumnPlace>;
  readonly ts: InstantRange;
  /** Null where the file's records were all captured at once. */
  readonly captured: InstantRange | null;
}

export interface ColumnPlace {
  readonly start: number;
  readonly byteLength: number;
  readonly isCompressed: boolean;
  readonly values: number;
}

/** Both ends belong to it. */
export interface InstantRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Smaller files are read whole. */
const maxWholeBytes = 256 * 1024;
const tailBytes = 64 * 1024;
const endBytes = 8;

/** Reads where everything is in a file of blocks. Throws where it is none. */
export async function openBlockFile(path: string): Promise<BlockFile> {
  await using file = await open(path);
  const { size } = await file.stat();
  const readFrom = async (from: number) => {
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafeSlow(size - from), 0, size - from, from);
    if (bytesRead !== size - from) throw new Error("the file is shorter than it says");
    return buffer;
  };
  let tail = await readFrom(size <= maxWholeBytes ? 0 : size - tailBytes);
  const footerBytes = tail.readUInt32LE(tail.byteLength - endBytes) + endBytes;
  if (footerBytes > size) throw new Error("the file's footer is not whole");
  if (footerBytes > tail.byteLength) tail = await readFrom(size - footerBytes);
  return { path, groups: groupsOf(tail), whole: tail.byteLength === size ? tail : null };
}

function groupsOf(tail: Buffer): GroupPlace[] {
  const { row_groups } = parquetMetadata(tail, { geoparquet: false });
  let firstRow = 0;
  return row_groups.map((group) => {
    const columns = new Map<string, ColumnPlace>();
    const ranges = new Map<string, InstantRange>();
    const start = Number(group.file_offset ?? 0n);
    for (const { meta_data } of group.columns) {
      if (!meta_data) throw new Error("a column without a place");
      const { path_in_schema, data_page_offset, total_compressed_size, num_values, codec, statistics } = meta_data;
      const [name = ""] = path_in_schema;
      columns.set(name, {
        start: Number(data_page_offset) - start,
        byteLength: Number(total_compressed_size),
        isCompressed: codec !== "UNCOMPRESSED",
        values: Number(num_values),
      });
      if (statistics) ranges.set(name, { fromMs: Number(statistics.min_value), toMs: Number(statistics.max_value) });
    }
    const ts = ranges.get("ts");
    const records = columns.get("ts")?.values;
    if (!ts || records === undefined) throw new Error("a row group without ts");
    const place = { firstRow, records, start, byteLength: Number(group.total_compressed_size ?? 0n), columns, ts };
    firstRow += records;
    return { ...place, captured: ranges.get("captured") ?? null };
  });
}

/** The bytes of a row group. */
export async function readGroup({ path, whole }: BlockFile, { start, byteLength }: GroupPlace): Promise<Uint8Array> {
  if (whole) return whole.subarray(start, start + byteLength);
  return readRange(path, start, byteLength);
}

/** The bytes of one column of a row group. */
export async function readColumn(file: BlockFile, group: GroupPlace, name: string): Promise<Uint8Array> {
  const column = columnOf(group, name);
  if (file.whole)
    return file.whole.subarray(group.start + column.start, group.start + column.start + column.byteLength);
  return readRange(file.path, group.start + column.start, column.byteLength);
}

export function columnOf({ columns }: GroupPlace, name: string): ColumnPlace {
  const column = columns.get(name);
  if (!column) throw new Error(`no column ${name}`);
  return column;
}

async function readRange(path: string, start: number, byteLength: number): Promise<Uint8Array> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafeSlow(byteLength), 0, byteLength, start);
  if (bytesRead !== byteLength) throw new Error("the file is shorter than it says");
  return buffer;
}
