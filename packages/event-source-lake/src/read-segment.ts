import { join } from "node:path";
import type { DuckDBDataChunk, DuckDBInstance } from "@duckdb/node-api";
import type { SegmentRef } from "@sluice/event-source";
import type { EventBatch } from "@sluice/types";
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
      `SELECT ts::DOUBLE, concat_ws(chr(10), profile, device_info, event_props, session_props, id)
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

/**
 * Every text that crosses from DuckDB costs more than its bytes, so a row's texts cross as one, a line each. Compact
 * JSON has no line breaks; an id may have some, so it comes last.
 */
function batchOf(chunk: DuckDBDataChunk): EventBatch {
  const length = chunk.rowCount;
  const [ts, texts] = [chunk.getColumnVector(0), chunk.getColumnVector(1)];
  const tsMs: number[] = new Array(length);
  const parts: string[][] = Array.from({ length: 5 }, () => new Array(length));
  const [profiles = [], deviceInfos = [], eventProps = [], sessionProps = [], eventIds = []] = parts;
  const jsonParts = [profiles, deviceInfos, eventProps, sessionProps];
  for (let row = 0; row < length; row++) {
    tsMs[row] = Number(ts.getItem(row));
    const text = String(texts.getItem(row));
    let start = 0;
    for (const part of jsonParts) {
      const end = text.indexOf("\n", start);
      part[row] = text.slice(start, end);
      start = end + 1;
    }
    eventIds[row] = text.slice(start);
  }
  return { length, tsMs, profiles, deviceInfos, eventProps, sessionProps, eventIds };
}
