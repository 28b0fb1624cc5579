import type { DuckDBInstance } from "@duckdb/node-api";
import type { Window } from "@sluice/types";
import { lakeFailure } from "./errors.ts";
import type { EventRows } from "./lake-layout.ts";
import { sqlText } from "./sql-text.ts";

/**
 * Finds which rows of each event have a `ts` within the window. Rows are sorted by `ts` within an event, so they lie
 * together. Reads the `ts` column alone.
 */
export async function rowsInWindow(
  duckdb: DuckDBInstance,
  file: string,
  events: readonly EventRows[],
  window: Window,
): Promise<ReadonlyMap<EventRows, EventRows>> {
  const found = new Map<EventRows, EventRows>();
  const connection = await duckdb.connect();
  try {
    for (const rows of events) {
      const result = await connection.runAndReadAll(
        `SELECT count(*)::DOUBLE, min(file_row_number)::DOUBLE, min(ts)::DOUBLE, max(ts)::DOUBLE
         FROM read_parquet(${sqlText(file)}, file_row_number = true, hive_partitioning = false)
         WHERE file_row_number >= ${rows.firstRow} AND file_row_number < ${rows.firstRow + rows.rows}
           AND ts >= ${window.fromMs} AND ts < ${window.toMs}`,
      );
      const [count, firstRow, minTsMs, maxTsMs] = (result.getRowsJS()[0] ?? []).map(Number);
      if (!count) continue;
      const sourceBytes = Math.round((rows.sourceBytes * count) / rows.rows);
      found.set(rows, {
        eventName: rows.eventName,
        firstRow: firstRow ?? 0,
        rows: count,
        sourceBytes,
        minTsMs: minTsMs ?? 0,
        maxTsMs: maxTsMs ?? 0,
      });
    }
  } catch (error) {
    throw lakeFailure(file, error);
  } finally {
    connection.closeSync();
  }
  return found;
}
