import {
  type AsyncBuffer,
  type Compressors,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
} from "hyparquet";
import type { Content, ExpectedContent } from "./content.ts";
import { ContentError } from "./content-error.ts";
import type { Platform } from "./platform.ts";
import { type OnUser, userIdOf } from "./user-id.ts";

/** Parquet, put aside as a whole because its index is at its end; then a row group at a time. */
export function readParquet(
  bytes: AsyncIterable<Uint8Array>,
  expected: ExpectedContent,
  platform: Platform,
): Promise<Content> {
  const eventName = expected.eventName.toWellFormed();
  return readFileContent(bytes, platform, "timestamp", ["eventName"], (row, index) => {
    if (row.eventName !== eventName) throw new ContentError(`has a record of another event in row ${index}`);
  });
}

/** The same of profiles: a user a row, whose ids are in the map too. */
export function readParquetProfiles(
  bytes: AsyncIterable<Uint8Array>,
  onUser: OnUser,
  platform: Platform,
): Promise<Content> {
  return readFileContent(bytes, platform, "updatedAt", ["identity", "objectId", "profile"], (row, index) => {
    const profile: Readonly<Record<string, unknown>> = Object(row.profile);
    for (const id of ["identity", "objectId"]) {
      if ((row[id] ?? null) === (profile[id] ?? null)) continue;
      throw new ContentError(`has another ${id} in its column than in its profile in row ${index}`);
    }
    const user = userIdOf(row.identity, row.objectId);
    if (user === null) throw new ContentError(`has a row ${index} without a user`);
    onUser(user, `row ${index}`);
  });
}

type CheckRow = (row: Readonly<Record<string, unknown>>, index: number) => void;

async function readFileContent(
  bytes: AsyncIterable<Uint8Array>,
  { spool, parquetCompressors }: Platform,
  instant: string,
  others: readonly string[],
  check: CheckRow,
): Promise<Content> {
  await using file = await spool(bytes);
  const metadata = await orContentError(() => parquetMetadataAsync(file));
  return await orContentError(() => contentOf(file, metadata, parquetCompressors, instant, others, check));
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
/** The reader's own would take a byte order mark off the front of a name. */
const parsers = { stringFromBytes: (bytes: Uint8Array) => bytes && utf8.decode(bytes) };

async function contentOf(
  file: AsyncBuffer,
  metadata: FileMetaData,
  compressors: Compressors,
  instant: string,
  others: readonly string[],
  check: CheckRow,
): Promise<Content> {
  let records = 0;
  let minMs = Number.POSITIVE_INFINITY;
  let maxMs = Number.NEGATIVE_INFINITY;
  for (const group of metadata.row_groups) {
    const rowStart = records;
    const rowEnd = rowStart + Number(group.num_rows);
    const rows = await parquetReadObjects({
      file,
      metadata,
      compressors,
      parsers,
      rowStart,
      rowEnd,
      columns: [instant, ...others],
    });
    for (const row of rows) {
      const at: unknown = row[instant];
      if (!(at instanceof Date)) throw new ContentError(`has no ${instant} in row ${records + 1}`);
      check(row, records + 1);
      minMs = Math.min(minMs, at.getTime());
      maxMs = Math.max(maxMs, at.getTime());
      records++;
    }
    if (records !== rowEnd) throw new ContentError(`has ${records - rowStart} rows where it says ${group.num_rows}`);
  }
  if (BigInt(records) !== metadata.num_rows) {
    throw new ContentError(`says ${metadata.num_rows} rows, but its row groups have ${records}`);
  }
  return { records, ts: records === 0 ? { kind: "none" } : { kind: "exact", minMs, maxMs } };
}

async function orContentError<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ContentError) throw error;
    throw new ContentError(`is no readable Parquet file: ${error instanceof Error ? error.message : String(error)}`);
  }
}
