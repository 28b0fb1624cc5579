import { DuckDBInstance } from "@duckdb/node-api";
import { parse } from "csv-parse";
import { badInput } from "../errors.ts";
import { sqlText } from "../sql-text.ts";
import { fileBytes, type InputLine, inputLines } from "./input-lines.ts";
import { BadLineError } from "./line-fields.ts";
import { type FileMapping, type Row, recordLine, rowOf } from "./mapping.ts";

/** What a file holds; a CSV or Parquet file says with a mapping how its columns become records. */
export type InputKind =
  | { readonly kind: "jsonl" }
  | { readonly kind: "csv"; readonly mapping: FileMapping }
  | { readonly kind: "parquet"; readonly mapping: FileMapping };

/** Reads a file as lines of records, some at a time. Line numbers count from 1; in Parquet they are rows. */
export function readRecords(path: string, input: InputKind): AsyncIterable<readonly InputLine[]> {
  switch (input.kind) {
    case "jsonl":
      return jsonLines(path);
    case "csv":
      return csvLines(path, input.mapping);
    case "parquet":
      return parquetLines(path, input.mapping);
  }
}

async function* jsonLines(path: string): AsyncGenerator<readonly InputLine[]> {
  try {
    for await (const lines of inputLines(fileBytes(path))) {
      yield lines.filter((line) => !("text" in line) || line.text.trim() !== "");
    }
  } catch (error) {
    throw readFailure(path, error);
  }
}

async function* csvLines(path: string, mapping: FileMapping): AsyncGenerator<readonly InputLine[]> {
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: 8 * 1024 * 1024,
  });
  const feeding = (async () => {
    try {
      for await (const chunk of fileBytes(path)) {
        if (parser.destroyed) return;
        if (!parser.write(chunk)) await new Promise((resolve) => parser.once("drain", resolve).once("close", resolve));
      }
      parser.end();
    } catch (error) {
      parser.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  })();
  try {
    let columns: readonly string[] | undefined;
    for await (const { record, info } of parser) {
      const cells: readonly string[] = record;
      if (columns === undefined) columns = cells;
      else yield [mapped(Number(info.lines), mapping, () => csvRow(cells, columns ?? []))];
    }
    await feeding;
  } catch (error) {
    throw readFailure(path, error);
  }
}

function csvRow(cells: readonly string[], columns: readonly string[]): Row {
  if (cells.length !== columns.length) {
    throw new BadLineError(`has ${cells.length} cells, but the header has ${columns.length}`);
  }
  return new Map(columns.map((column, index) => [column, JSON.stringify(cells[index])]));
}

async function* parquetLines(path: string, mapping: FileMapping): AsyncGenerator<readonly InputLine[]> {
  const duckdb = await DuckDBInstance.create(":memory:", { memory_limit: "256MB", threads: "1" });
  const connection = await duckdb.connect();
  try {
    const result = await connection.stream(`SELECT to_json(file)::VARCHAR FROM read_parquet(${sqlText(path)}) file`);
    let line = 0;
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      yield chunk.getColumnValues(0).map((row) => mapped(++line, mapping, () => rowOf(String(row))));
    }
  } catch (error) {
    throw readFailure(path, error);
  } finally {
    connection.closeSync();
    duckdb.closeSync();
  }
}

function mapped(line: number, mapping: FileMapping, row: () => Row): InputLine {
  try {
    return { line, text: recordLine(row(), mapping) };
  } catch (error) {
    if (error instanceof BadLineError) return { line, reason: error.message };
    throw error;
  }
}

function readFailure(path: string, error: unknown): Error {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const reason = code === "ENOENT" ? "there is no such file" : error instanceof Error ? error.message : String(error);
  return badInput(path, reason.split("\n")[0] ?? reason, error);
}
