import { hash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  DOUBLE,
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  INTEGER,
  VARCHAR,
} from "@duckdb/node-api";
import { KeyTable, scanObject } from "@sluice/json-text";
import { type EventRows, type LoadFile, partFile } from "../lake-layout.ts";
import { sqlText } from "../sql-text.ts";
import type { EventRecord } from "./parse-event-line.ts";

const chunkRows = 2_048;
const types = [INTEGER, VARCHAR, DOUBLE, VARCHAR, VARCHAR, VARCHAR, VARCHAR, VARCHAR, DOUBLE];
const maxChunkBytes = 8 * 1024 * 1024;
/** A row group is read at once, so it is kept small. */
const rowGroupBytes = "8MB";

/** The events of a load's part before they are sorted; what does not fit into memory goes to the load's folder. */
export class StagedEvents implements AsyncDisposable {
  /** Of all parts. */
  records = 0;
  #partBytes = 0;
  #chunkBytes = 0;
  readonly #duckdb: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  #appender: DuckDBAppender;
  readonly #databases: number;
  #columns: (string | number)[][] = types.map(() => []);
  #open = true;

  private constructor(
    duckdb: DuckDBInstance,
    connection: DuckDBConnection,
    appender: DuckDBAppender,
    databases: number,
  ) {
    this.#duckdb = duckdb;
    this.#connection = connection;
    this.#appender = appender;
    this.#databases = databases;
  }

  static async open(folder: string, databases: number): Promise<StagedEvents> {
    const duckdb = await DuckDBInstance.create(join(folder, "staged.duckdb"), {
      memory_limit: "700MB",
      temp_directory: join(folder, "spill"),
      // One thread writes the sorted rows, so they lie in their order although row groups are cut by size.
      threads: "1",
      preserve_insertion_order: "false",
    });
    const connection = await duckdb.connect();
    return new StagedEvents(duckdb, connection, await emptyTable(connection), databases);
  }

  /** Text of the part so far. */
  get partBytes(): number {
    return this.#partBytes;
  }

  add(record: EventRecord): void {
    const { eventName, tsMs, eventId, profile, deviceInfo, eventProps, sessionProps } = record;
    const db = databaseOf(record, this.#databases);
    const row = [db, eventName, tsMs, eventId, profile, deviceInfo, eventProps, sessionProps, this.records++];
    for (const [index, value] of row.entries()) this.#columns[index]?.push(value);
    const bytes = textLength(record);
    this.#chunkBytes += bytes;
    this.#partBytes += bytes;
    if (this.#columns[0]?.length === chunkRows || this.#chunkBytes >= maxChunkBytes) this.#flush();
  }

  /** Writes the part, a file for each database, sorted by event name, `ts` and id, and begins a new one. */
  async writePart(folder: string, part: number, shiftMs: number): Promise<LoadFile["parts"]> {
    const parts: LoadFile["parts"] = [];
    this.#flush();
    this.#appender.closeSync();
    this.#open = false;
    const used = await this.#connection.runAndReadAll("SELECT DISTINCT db FROM staged ORDER BY db");
    for (const databaseId of used.getColumns()[0]?.map(Number) ?? []) {
      const file = join(folder, partFile(databaseId, part));
      await mkdir(dirname(file), { recursive: true });
      await this.#connection.run(
        `COPY (SELECT event_name, (ts + ${shiftMs})::BIGINT AS ts, id, profile, device_info, event_props, session_props
               FROM staged WHERE db = ${databaseId} ORDER BY event_name, staged.ts, id, place)
         TO ${sqlText(file)} (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE_BYTES '${rowGroupBytes}')`,
      );
      parts.push({ databaseId, part, events: await this.#eventRows(file) });
    }
    this.#appender = await emptyTable(this.#connection);
    this.#open = true;
    this.#partBytes = 0;
    return parts;
  }

  async #eventRows(file: string): Promise<EventRows[]> {
    // A byte order mark that a text begins with would be lost on its way out of DuckDB, so names begin with a dot.
    const result = await this.#connection.runAndReadAll(
      `SELECT '.' || event_name, min(file_row_number)::DOUBLE, max(file_row_number)::DOUBLE, count(*)::DOUBLE,
              sum(strlen(profile) + strlen(device_info) + strlen(event_props) + strlen(session_props))::DOUBLE,
              min(ts)::DOUBLE, max(ts)::DOUBLE
       FROM read_parquet(${sqlText(file)}, file_row_number = true) GROUP BY event_name ORDER BY event_name`,
    );
    return result.getRows().map(([name, ...figures]) => {
      const [firstRow = 0, lastRow = 0, rows = 0, sourceBytes = 0, minTsMs = 0, maxTsMs = 0] = figures.map(Number);
      if (lastRow - firstRow + 1 !== rows) throw new Error(`rows of an event do not lie together in ${file}`);
      return { eventName: String(name).slice(1), firstRow, rows, sourceBytes, minTsMs, maxTsMs };
    });
  }

  #flush(): void {
    const rows = this.#columns[0]?.length ?? 0;
    if (rows === 0) return;
    const chunk = DuckDBDataChunk.create(types, rows);
    chunk.setColumns(this.#columns);
    this.#appender.appendDataChunk(chunk);
    this.#columns = types.map(() => []);
    this.#chunkBytes = 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#open) {
      try {
        this.#appender.closeSync();
      } catch {
        // What it still held is thrown away with the rest.
      }
    }
    this.#connection.closeSync();
    this.#duckdb.closeSync();
  }
}

export function textLength({ profile, deviceInfo, eventProps, sessionProps }: EventRecord): number {
  return profile.length + deviceInfo.length + eventProps.length + sessionProps.length;
}

async function emptyTable(connection: DuckDBConnection): Promise<DuckDBAppender> {
  await connection.run(
    `CREATE OR REPLACE TABLE staged (db INTEGER, event_name VARCHAR, ts DOUBLE, id VARCHAR,
       profile VARCHAR, device_info VARCHAR, event_props VARCHAR, session_props VARCHAR, place DOUBLE)`,
  );
  return connection.createAppender("staged");
}

/** The database of a user: the same for all their events, in every load. */
function databaseOf({ profile, eventId }: EventRecord, databases: number): number {
  if (databases === 1) return 0;
  return Number.parseInt(hash("sha256", identityOf(profile) ?? eventId, "hex").slice(0, 8), 16) % databases;
}

function identityOf(profile: string): string | null {
  const keys = new KeyTable();
  let identity: string | null = null;
  let objectId: string | null = null;
  scanObject(profile, keys, (key, text, start, end) => {
    if (keys.keys[key] === "identity") identity = text.slice(start, end);
    if (keys.keys[key] === "objectId") objectId = text.slice(start, end);
  });
  return identity ?? objectId;
}
