import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { lakeDamaged, lakeFailure } from "../errors.ts";
import { eventsFile, type LoadFile, layoutVersion, loadFileName, profilesFile } from "../lake-layout.ts";
import { syncTree } from "../load/sync.ts";
import type { LoadSummary } from "../log/log-entry.ts";
import { sqlText } from "../sql-text.ts";
import { summaryOf } from "../summary-of.ts";
import { type RowLoadFile, rowLoadFileSchema } from "./rows-layout.ts";
import { rowColumns, writeRows } from "./write-rows.ts";

/** Writes a load of rows anew as blocks: the same rows in the same order, in as many parts. */
export async function convertLoad(
  connection: DuckDBConnection,
  { from, data, id }: { readonly from: string; readonly data: string; readonly id: string },
): Promise<Omit<LoadSummary, "captured">> {
  const { records, schemas, ...load } = await readRowLoad(join(from, loadFileName));
  const parts: LoadFile["parts"] = [];
  for (const { databaseId, part } of load.parts) {
    const [rows, blocks] = [join(from, eventsFile(databaseId, part)), join(data, eventsFile(databaseId, part))];
    await mkdir(dirname(blocks), { recursive: true });
    const events = await convertFile(connection, rows, blocks);
    parts.push({ databaseId, part, events });
  }
  const found = parts.flatMap(({ events }) => events).reduce((sum, { rows }) => sum + rows, 0);
  if (found !== records) throw lakeDamaged(from);
  for (const { databaseId, part } of load.profiles.parts) {
    const file = profilesFile(databaseId, part);
    await mkdir(dirname(join(data, file)), { recursive: true });
    await copyFile(join(from, file), join(data, file));
  }
  await mkdir(data, { recursive: true });
  const file: LoadFile = { version: layoutVersion, records, parts, schemas, profiles: load.profiles };
  await writeFile(join(data, loadFileName), JSON.stringify(file));
  await syncTree(data);
  return summaryOf(id, file);
}

async function convertFile(connection: DuckDBConnection, rows: string, blocks: string) {
  try {
    const table = `read_parquet(${sqlText(rows)}, file_row_number = true, hive_partitioning = false)`;
    return await writeRows(connection, `SELECT ${rowColumns} FROM ${table} ORDER BY file_row_number`, blocks);
  } catch (error) {
    throw lakeFailure(rows, error);
  }
}

async function readRowLoad(path: string): Promise<RowLoadFile> {
  try {
    return rowLoadFileSchema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    throw lakeDamaged(path, error);
  }
}
