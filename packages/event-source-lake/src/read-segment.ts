import { join } from "node:path";
import type { DuckDBDataChunk, DuckDBInstance } from "@duckdb/node-api";
import type { SegmentRef } from "@sluice/event-source";
import type { EventBatch } from "@sluice/types";
import { lakeDamaged } from "./errors.ts";
import { databaseFile, eventsFolder } from "./lake-layout.ts";
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
    const file = join(eventsFolder(lake.directory, project), range.load, databaseFile(databaseId));
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
      `SELECT id, ts::DOUBLE, profile, device_info, event_props, session_props
       FROM read_parquet(${sqlText(file)}, file_row_number = true)
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
    throw lakeDamaged(file, error);
  } finally {
    // A chunk that is still being fetched needs the connection.
    await next.catch(() => null);
    connection.closeSync();
  }
  if (read !== rows) throw lakeDamaged(file);
}

function batchOf(chunk: DuckDBDataChunk): EventBatch {
  return {
    length: chunk.rowCount,
    eventIds: texts(chunk, 0),
    tsMs: numbers(chunk, 1),
    profiles: texts(chunk, 2),
    deviceInfos: texts(chunk, 3),
    eventProps: texts(chunk, 4),
    sessionProps: texts(chunk, 5),
  };
}

function texts(chunk: DuckDBDataChunk, column: number): string[] {
  const vector = chunk.getColumnVector(column);
  const list: string[] = new Array(chunk.rowCount);
  for (let row = 0; row < list.length; row++) list[row] = String(vector.getItem(row));
  return list;
}

function numbers(chunk: DuckDBDataChunk, column: number): number[] {
  const vector = chunk.getColumnVector(column);
  const list: number[] = new Array(chunk.rowCount);
  for (let row = 0; row < list.length; row++) list[row] = Number(vector.getItem(row));
  return list;
}
