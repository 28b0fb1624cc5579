import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import type { Content, ExpectedContent } from "./content.ts";
import { ContentError } from "./content-error.ts";
import { PrintedTs } from "./printed-ts.ts";

/** CSV with CRLF and a header; every row has as many cells as it. */
export async function readCsv(bytes: AsyncIterable<Uint8Array>, expected: ExpectedContent): Promise<Content> {
  const eventName = expected.eventName.toWellFormed();
  const ts = new PrintedTs();
  let inputError: unknown;
  const input = Readable.from(bytes, { objectMode: false }).once("error", (error) => {
    inputError = error;
    rows.destroy(error);
  });
  const rows = input.pipe(parse({ record_delimiter: "\r\n", max_record_size: 64 * 1024 * 1024 }));
  let row = 0;
  try {
    for await (const cells of rows) {
      const [first, second]: readonly string[] = cells;
      if (row++ === 0) {
        if (first !== "ts" || second !== "eventName") throw new ContentError("has no header of ts, eventName, …");
        continue;
      }
      if (second !== eventName) throw new ContentError(`has a record of another event in row ${row}`);
      ts.add(first ?? "", `row ${row}`);
    }
  } catch (error) {
    if (inputError) throw inputError;
    throw error instanceof CsvError ? new ContentError(`is no valid CSV: ${error.message}`) : error;
  } finally {
    input.destroy();
  }
  if (row === 0) throw new ContentError("has no header");
  return { records: ts.records, ts: ts.range() };
}
