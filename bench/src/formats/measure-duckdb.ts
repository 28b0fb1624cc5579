import { stat } from "node:fs/promises";
import { DuckDBInstance } from "@duckdb/node-api";
import { measured } from "../run/measurement.ts";
import { variantNamed } from "./variants.ts";

/** (c) What a user would take instead: `measure-duckdb.ts <folder of typed rows> <variant> <output>`. */
const [rowsFolder = "", name = "", output = ""] = process.argv.slice(2);
const { duckdb } = variantNamed(name);
if (!duckdb) throw new Error(`DuckDB writes no ${name}`);

const instance = await DuckDBInstance.create(":memory:");
const connection = await instance.connect();
await measured(async () => {
  const rows = `read_parquet('${rowsFolder}/${duckdb.rows}.parquet')`;
  const result = await connection.runAndReadAll(`COPY (SELECT * FROM ${rows}) TO '${output}' (${duckdb.copyOptions})`);
  return { records: Number(result.getRows()[0]?.[0]), bytes: (await stat(output)).size, pieces: 1 };
});
