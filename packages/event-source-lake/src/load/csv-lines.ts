import { pipeline } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { badInput, missingColumns, repeatedColumn } from "./errors.ts";
import { maxLineBytes } from "./input-lines.ts";
import { badLine, type InputLine, notUtf8 } from "./line-batch.ts";
import { BadLineError, type LineRules } from "./line-fields.ts";
import { type Row, type RowReader, recordLine, rowReader } from "./map-row.ts";
import { textTime } from "./mapped-time.ts";
import { type FileMapping, mappedColumns, timeColumn } from "./mapping.ts";

const batchRows = 256;
const maxBatchCharacters = 256 * 1024;

/** The rows of a CSV file as lines of records. Throws where its header is not what the mapping speaks of. */
export async function* csvLines(
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  mapping: FileMapping,
  rules: LineRules,
): AsyncGenerator<readonly InputLine[]> {
  const text = { isUtf8: true };
  const parser = parse({
    bom: true,
    info: true,
    delimiter: mapping.delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: maxLineBytes,
  });
  // What fails is thrown to whoever reads the output.
  pipeline(checkedUtf8(bytes, text), parser, () => undefined);
  let header: Header | null = null;
  let batch: InputLine[] = [];
  let characters = 0;
  try {
    for await (const { record, info } of parser) {
      const cells: readonly string[] = record;
      const isBroken = !text.isUtf8 && cells.some((cell) => cell.includes("\ufffd"));
      if (header === null) {
        if (isBroken) throw badInput(name, `its header ${notUtf8}`);
        header = headerOf(name, cells, mapping, rules);
        continue;
      }
      const line = csvLine(Number(info.lines), isBroken ? null : cells, header);
      batch.push(line);
      characters += "text" in line ? line.text.length : 0;
      if (batch.length < batchRows && characters < maxBatchCharacters) continue;
      yield batch;
      batch = [];
      characters = 0;
    }
  } catch (error) {
    throw error instanceof CsvError ? badInput(name, csvFault(error), error) : error;
  }
  yield batch;
}

interface Header {
  readonly columns: readonly string[];
  readonly reader: RowReader;
}

function headerOf(name: string, columns: readonly string[], mapping: FileMapping, rules: LineRules): Header {
  const named = mappedColumns(mapping);
  const missing = named.filter((column) => !columns.includes(column));
  if (missing.length > 0) throw missingColumns(name, missing, columns, mapping.delimiter);
  const isTaken = (column: string) => mapping.otherColumns !== "drop" || named.includes(column);
  const repeated = columns.find((column, index) => columns.indexOf(column) !== index && isTaken(column));
  if (repeated !== undefined) throw repeatedColumn(name, repeated);
  const time = timeColumn(mapping);
  const read = time === undefined ? () => "null" : textTime(time, rules);
  return { columns, reader: rowReader(columns, { mapping, time: read, rules }) };
}

/** Without cells for a row that is not UTF-8. */
function csvLine(line: number, cells: readonly string[] | null, { columns, reader }: Header): InputLine {
  try {
    if (cells === null) throw new BadLineError(notUtf8);
    return { line, text: recordLine(csvRow(cells, columns), reader) };
  } catch (error) {
    if (error instanceof BadLineError) return badLine(line, error);
    throw error;
  }
}

function csvRow(cells: readonly string[], columns: readonly string[]): Row {
  if (cells.length !== columns.length) {
    const fault = `but the header has ${columns.length}`;
    throw new BadLineError(`has ${cells.length} cells, ${fault}`, `has more or fewer cells, ${fault}`);
  }
  return new Map(columns.map((column, index) => [column, JSON.stringify(cells[index])]));
}

/** The bytes as they come, and whether they were UTF-8 so far; what was not is U+FFFD in what the parser makes of it. */
async function* checkedUtf8(bytes: AsyncIterable<Uint8Array>, text: { isUtf8: boolean }): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const chunk of bytes) {
    text.isUtf8 &&= isDecoded(() => decoder.decode(chunk, { stream: true }));
    yield chunk;
  }
  text.isUtf8 &&= isDecoded(() => decoder.decode());
}

function isDecoded(decode: () => string): boolean {
  try {
    decode();
    return true;
  } catch {
    return false;
  }
}

function csvFault({ code, message, lines }: CsvError): string {
  if (code === "CSV_QUOTE_NOT_CLOSED") return "a quote is opened and never closed";
  if (code === "CSV_INVALID_CLOSING_QUOTE") return `on line ${lines} a cell goes on after its closing quote`;
  if (code === "INVALID_OPENING_QUOTE") return `on line ${lines} a quote stands within a cell that is not quoted`;
  if (code === "CSV_MAX_RECORD_SIZE") {
    return `a row is longer than ${maxLineBytes / 1024 / 1024} MiB, perhaps because a quote is opened and never closed`;
  }
  return message;
}
