import { DOUBLE, INTEGER, VARCHAR } from "@duckdb/node-api";
import { rowColumns, writeRows } from "../convert/write-rows.ts";
import { type EventRows, eventsFile } from "../lake-layout.ts";
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
    write: (connection, databaseId, file) =>
      writeRows(
        connection,
        `SELECT ${rowColumns}
         FROM (SELECT * REPLACE (ts + ${shiftMs} AS ts) FROM staged WHERE db = ${databaseId}) ORDER BY event_name, ts, id, place`,
        file,
      ),
  };
}
