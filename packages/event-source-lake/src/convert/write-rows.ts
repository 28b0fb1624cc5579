import { DuckDBBlobValue, type DuckDBConnection } from "@duckdb/node-api";
import { EventBatchBuilder } from "@sluice/record-batch";
import { eventLine } from "@sluice/types";
import { BlockFileWriter } from "../blocks/block-file-writer.ts";
import type { EventRows } from "../lake-layout.ts";
import { UtcDigits } from "../load/sort/utc-digits.ts";

/** What `writeRows` takes a row apart by. A byte order mark that a text begins with would be lost on its way out of DuckDB. */
export const rowColumns = `'.' || event_name, ts::DOUBLE, encode(id), encode(profile), encode(device_info), encode(event_props),
  encode(session_props)`;

/** Writes rows, sorted by event name, `ts` and id, into a file of blocks. */
export async function writeRows(connection: DuckDBConnection, sql: string, file: string): Promise<EventRows[]> {
  await using writer = await BlockFileWriter.create(file, { hasCaptured: false });
  const utc = new UtcDigits();
  const result = await connection.stream(sql);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return await writer.finish();
    const [names = [], instants = [], ...texts] = chunk.getColumns();
    for (let row = 0; row < chunk.rowCount; row++) {
      const [eventId, profile, deviceInfo, eventProps, sessionProps] = texts.map((column) => bytesOf(column[row]));
      const parts = { profile: profile ?? none, deviceInfo: deviceInfo ?? none, sessionProps: sessionProps ?? none };
      const tsMs = Number(instants[row]);
      const batch = new EventBatchBuilder();
      batch.add({ ...parts, tsMs, eventId: eventId ?? none, eventProps: eventProps ?? none });
      const { lines, ids } = batch.finish();
      const digits = eventLine.profile + parts.profile.byteLength + eventLine.beforeTs;
      utc.write(tsMs, lines, digits);
      const isFull = writer.add({
        eventName: String(names[row]).slice(1),
        tsMs,
        capturedAtMs: 0,
        lines,
        lineStart: 0,
        lineEnd: lines.byteLength,
        profileBytes: parts.profile.byteLength,
        deviceInfoBytes: sizeOf(parts.deviceInfo),
        sessionPropsBytes: sizeOf(parts.sessionProps),
        ids,
        idStart: 0,
        idEnd: ids.byteLength,
      });
      if (isFull) await writer.flush();
    }
  }
}

const none = new Uint8Array(0);

/** 0 for an empty object, which a line leaves out. */
function sizeOf(object: Uint8Array): number {
  return object.byteLength > "{}".length ? object.byteLength : 0;
}

function bytesOf(value: unknown): Uint8Array {
  return value instanceof DuckDBBlobValue ? value.bytes : none;
}
