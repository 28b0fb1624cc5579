import { stat } from "node:fs/promises";
import { DuckDBInstance } from "@duckdb/node-api";
import { measured } from "../run/measurement.ts";

/** DuckDB reads, sorts and writes the same file: `measure-duckdb-load.ts <file> <output>`. */
const [path = "", output = ""] = process.argv.slice(2);
const instance = await DuckDBInstance.create(":memory:");
const connection = await instance.connect();
await measured(async () => {
  const rows = `SELECT * FROM read_json('${path}', format = 'newline_delimited') ORDER BY eventName, ts`;
  const result = await connection.runAndReadAll(`COPY (${rows}) TO '${output}' (FORMAT parquet, COMPRESSION zstd)`);
  return { records: Number(result.getRows()[0]?.[0]), bytes: (await stat(output)).size, pieces: 1 };
});
