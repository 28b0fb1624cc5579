import { DOUBLE, type DuckDBConnection, INTEGER, VARCHAR } from "@duckdb/node-api";
import { type EventRows, eventsFile } from "../lake-layout.ts";
import { sqlText } from "../sql-text.ts";
import type { EventRecord } from "./event-record.ts";
import type { TableKind } from "./staged-table.ts";
import { databaseOf, userKeyOf } from "./user-key.ts";

/** Events lie sorted by name, `ts` and id; every `ts` is moved by `shiftMs`. */
export function eventsTable(shiftMs: number): TableKind<EventRecord, EventRows[]> {
  return {
    columns: [
      ["db", "INTEGER", INTEGER],
      ["event_name", "VARCHAR", VARCHAR],
      ["ts", "DOUBLE", DOUBLE],
      ["id", "VARCHAR", VARCHAR],
      ["profile", "VARCHAR", VARCHAR],
      ["device_info", "VARCHAR", VARCHAR],
      ["event_props", "VARCHAR", VARCHAR],
      ["session_props", "VARCHAR", VARCHAR],
      ["place", "DOUBLE", DOUBLE],
    ],
    row({ eventName, tsMs, eventId, profile, deviceInfo, eventProps, sessionProps }, databases, place) {
      const db = databases === 1 ? 0 : databaseOf(userKeyOf(profile)?.value ?? eventId, databases);
      return [db, eventName, tsMs, eventId, profile, deviceInfo, eventProps, sessionProps, place];
    },
    textLength: ({ profile, deviceInfo, eventProps, sessionProps }) =>
      profile.length + deviceInfo.length + eventProps.length + sessionProps.length,
    largeRecordBytes: 16 * 1024,
    fileName: eventsFile,
    sorted: {
      select: `event_name, (ts + ${shiftMs})::BIGINT AS ts, id, profile, device_info, event_props, session_props`,
      orderBy: "event_name, staged.ts, id, place",
    },
    describe: eventRows,
  };
}

async function eventRows(connection: DuckDBConnection, file: string): Promise<EventRows[]> {
  // A byte order mark that a text begins with would be lost on its way out of DuckDB, so names begin with a dot.
  const result = await connection.runAndReadAll(
    `SELECT '.' || event_name, min(file_row_number)::DOUBLE, max(file_row_number)::DOUBLE, count(*)::DOUBLE,
            sum(strlen(profile) + strlen(device_info) + strlen(event_props) + strlen(session_props))::DOUBLE,
            min(ts)::DOUBLE, max(ts)::DOUBLE
     FROM read_parquet(${sqlText(file)}, file_row_number = true, hive_partitioning = false) GROUP BY event_name ORDER BY event_name`,
  );
  return result.getRows().map(([name, ...figures]) => {
    const [firstRow = 0, lastRow = 0, rows = 0, sourceBytes = 0, minTsMs = 0, maxTsMs = 0] = figures.map(Number);
    if (lastRow - firstRow + 1 !== rows) throw new Error(`rows of an event do not lie together in ${file}`);
    return { eventName: String(name).slice(1), firstRow, rows, sourceBytes, minTsMs, maxTsMs };
  });
}
