import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { sqlText } from "../sql-text.ts";
import { missingColumns } from "./errors.ts";
import { badLine, type InputLine } from "./line-batch.ts";
import { BadLineError, type LineRules } from "./line-fields.ts";
import { parquetFile, type ReadInput } from "./load-input.ts";
import { type RowReader, recordLine, rowOf, rowReader } from "./map-row.ts";
import { typedTime } from "./mapped-time.ts";
import { type FileMapping, mappedColumns, timeColumn } from "./mapping.ts";

/** The rows of a Parquet file as lines of records. Throws where its columns are not what the mapping speaks of. */
export async function* parquetLines(read: ReadInput, mapping: FileMapping): AsyncGenerator<readonly InputLine[]> {
  const { input, folder, rules, onBytes } = read;
  const path = await parquetFile(input, folder);
  if (path === null) return;
  const duckdb = await DuckDBInstance.create(":memory:", { memory_limit: "256MB", threads: "1" });
  const connection = await duckdb.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    const file = `read_parquet(${sqlText(literalGlob(path))}, hive_partitioning = false)`;
    const table = await tableOf(connection, file, input.name, mapping, rules);
    // A file whose bytes are read elsewhere counts by its rows.
    const bytesPerRow = path === input.path ? (input.storedBytes ?? 0) / Math.max(1, table.rows) : 0;
    const result = await connection.stream(`SELECT to_json(file)::VARCHAR, ${table.instant} FROM ${file} file`);
    let line = 0;
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      read.signal.throwIfAborted();
      const instants = chunk.getColumnValues(1);
      const rows = chunk.getColumnValues(0);
      yield rows.map((row, index) => parquetLine(++line, String(row), instants[index], table.reader));
      onBytes(bytesPerRow * rows.length);
    }
  } finally {
    connection.closeSync();
    duckdb.closeSync();
  }
}

interface Table {
  readonly rows: number;
  readonly reader: RowReader;
  /** The milliseconds of a row's time, in SQL. */
  readonly instant: string;
}

async function tableOf(
  connection: DuckDBConnection,
  file: string,
  name: string,
  mapping: FileMapping,
  rules: LineRules,
): Promise<Table> {
  const described = (await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${file}`)).getRows();
  const types = new Map(described.map(([column, type]) => [String(column), String(type)]));
  const columns = [...types.keys()];
  const missing = mappedColumns(mapping).filter((column) => !types.has(column));
  if (missing.length > 0) throw missingColumns(name, missing, columns);
  const counted = (await connection.runAndReadAll(`SELECT count(*)::DOUBLE FROM ${file}`)).getRows();
  const rows = Number(counted[0]?.[0] ?? 0);
  const time = timeColumn(mapping);
  const { read, sqlType } = time
    ? typedTime(name, time, types.get(time.column) ?? "", rules)
    : { read: () => "null", sqlType: null };
  const instant = time && sqlType !== null ? instantSql(time.column, sqlType) : "NULL";
  return { rows, reader: rowReader(columns, { mapping, time: read, rules }), instant };
}

/** Finer than milliseconds is cut off; what is infinite is no time. */
function instantSql(column: string, sqlType: string): string {
  const name = `file."${column.replaceAll('"', '""')}"::${sqlType}`;
  return `CASE WHEN isfinite(${name}) THEN epoch_ms(${name})::DOUBLE END`;
}

function parquetLine(line: number, row: string, instant: unknown, reader: RowReader): InputLine {
  try {
    return { line, text: recordLine(rowOf(row), reader, typeof instant === "number" ? instant : null) };
  } catch (error) {
    if (error instanceof BadLineError) return badLine(line, error);
    throw error;
  }
}

/** DuckDB takes a path for a pattern; a character in brackets stands for itself. */
function literalGlob(path: string): string {
  return path.replaceAll(/[*?[]/g, "[$&]");
}
