import { join } from "node:path";
import { DuckDBBlobValue, type DuckDBDataChunk, type DuckDBInstance } from "@duckdb/node-api";
import { ByteBuffer } from "@sluice/bytes";
import type { SegmentRef } from "@sluice/event-source";
import { type EventBatch, eventLine } from "@sluice/types";
import { lakeDamaged, lakeFailure } from "./errors.ts";
import { eventsFile, loadsFolder } from "./lake-layout.ts";
import { parseSegmentToken, type RowRange } from "./segment-token.ts";
import { sqlText } from "./sql-text.ts";

export interface ReadingLake {
  readonly directory: string;
  readonly duckdb: DuckDBInstance;
}

/** Reads a segment's row ranges one after the other; the next chunk is fetched while the last one is being used. */
export async function* readSegment(
  lake: ReadingLake,
  { project, token }: SegmentRef,
  signal: AbortSignal,
): AsyncGenerator<EventBatch> {
  const { databaseId, ranges } = parseSegmentToken(token);
  for (const range of ranges) {
    const file = join(loadsFolder(lake.directory, project), range.load, eventsFile(databaseId, range.part));
    yield* readRows(lake.duckdb, file, range, signal);
  }
}

async function* readRows(
  duckdb: DuckDBInstance,
  file: string,
  { firstRow, rows }: RowRange,
  signal: AbortSignal,
): AsyncGenerator<EventBatch> {
  const connection = await duckdb.connect();
  let read = 0;
  let next: Promise<DuckDBDataChunk | null> = Promise.resolve(null);
  try {
    signal.throwIfAborted();
    const result = await connection.stream(
      `SELECT ts::DOUBLE, encode(${lineSql}), strlen(profile)::DOUBLE, strlen(device_info)::DOUBLE,
              strlen(session_props)::DOUBLE, encode(id)
       FROM read_parquet(${sqlText(file)}, file_row_number = true, hive_partitioning = false)
       WHERE file_row_number >= ${firstRow} AND file_row_number < ${firstRow + rows}`,
    );
    next = result.fetchChunk();
    for (;;) {
      const chunk = await next;
      signal.throwIfAborted();
      if (!chunk || chunk.rowCount === 0) break;
      next = result.fetchChunk();
      next.catch(() => undefined);
      const batch = batchOf(chunk);
      read += batch.length;
      yield batch;
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw lakeFailure(file, error);
  } finally {
    // A chunk that is still being fetched needs the connection.
    await next.catch(() => null);
    connection.closeSync();
  }
  if (read !== rows) throw lakeDamaged(file);
}

const lineSql = `concat('{"profile":', profile, ',"ts":00000000000000,"eventProps":', event_props,
  if(device_info = '{}', '', concat(',"deviceInfo":', device_info)),
  if(session_props = '{}', '', concat(',"sessionProps":', session_props)), '}', chr(10))`;

/** Every value that crosses from DuckDB costs more than its bytes, so a row's texts cross as the line that they make. */
function batchOf(chunk: DuckDBDataChunk): EventBatch {
  const { rowCount: length } = chunk;
  const [ts, texts, profiles, deviceInfos, sessions, eventIds] = [0, 1, 2, 3, 4, 5].map((i) =>
    chunk.getColumnVector(i),
  );
  const batch = emptyBatch(length);
  const lines = new ByteBuffer();
  const ids = new ByteBuffer();
  for (let row = 0; row < length; row++) {
    const [profile, deviceInfo, session] = [profiles, deviceInfos, sessions].map((sizes) =>
      Number(sizes?.getItem(row)),
    );
    const start = lines.length;
    lines.append(bytesOf(texts?.getItem(row)));
    batch.tsMs[row] = Number(ts?.getItem(row));
    batch.tsPlaces[row] = start + eventLine.profile + (profile ?? 0) + eventLine.beforeTs;
    const end = lines.length - "}\n".length;
    const sessionPlace = end - (session ?? 0);
    const hasSession = (session ?? 0) > emptyObjectBytes;
    const deviceEnd = hasSession ? sessionPlace - ',"sessionProps":'.length : end;
    if (hasSession) batch.sessionPropsPlaces[row] = sessionPlace;
    if ((deviceInfo ?? 0) > emptyObjectBytes) batch.deviceInfoPlaces[row] = deviceEnd - (deviceInfo ?? 0);
    ids.append(bytesOf(eventIds?.getItem(row)));
    batch.starts[row + 1] = lines.length;
    batch.idStarts[row + 1] = ids.length;
  }
  return { ...batch, lines: lines.written(), ids: ids.written() };
}

const emptyObjectBytes = "{}".length;

function emptyBatch(length: number) {
  const [tsPlaces, deviceInfoPlaces, sessionPropsPlaces] = [0, 1, 2].map(() => new Uint32Array(length));
  const [starts, idStarts] = [new Uint32Array(length + 1), new Uint32Array(length + 1)];
  const none = new Uint32Array(0);
  return {
    length,
    tsMs: new Float64Array(length),
    starts,
    idStarts,
    tsPlaces: tsPlaces ?? none,
    deviceInfoPlaces: deviceInfoPlaces ?? none,
    sessionPropsPlaces: sessionPropsPlaces ?? none,
  };
}

function bytesOf(value: unknown): Uint8Array {
  return value instanceof DuckDBBlobValue ? value.bytes : new Uint8Array(0);
}
