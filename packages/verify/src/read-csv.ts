import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import type { Content, ExpectedContent } from "./content.ts";
import { ContentError } from "./content-error.ts";
import { PrintedTs } from "./printed-ts.ts";
import { type OnUser, userIdOf } from "./user-id.ts";

/** CSV with CRLF and a header; every row has as many cells as it. */
export async function readCsv(bytes: AsyncIterable<Uint8Array>, expected: ExpectedContent): Promise<Content> {
  const eventName = expected.eventName.toWellFormed();
  const ts = new PrintedTs();
  await readRows(bytes, ["ts", "eventName"], ([first = "", second], row) => {
    if (second !== eventName) throw new ContentError(`has a record of another event in row ${row}`);
    ts.add(first, `row ${row}`);
  });
  return { records: ts.records, ts: ts.range() };
}

/** What every object of profiles begins its header with. */
const profileHeader = [
  ...["identity", "objectId", "all_identities", "platform"],
  ...["phone", "name", "email", "push_token"],
];

/** The same of profiles: a user a row. */
export async function readCsvProfiles(bytes: AsyncIterable<Uint8Array>, onUser: OnUser): Promise<Content> {
  let records = 0;
  await readRows(bytes, profileHeader, ([identity, objectId], row) => {
    const user = userIdOf(identity, objectId);
    if (user === null) throw new ContentError(`has a row ${row} without a user`);
    onUser(user, `row ${row}`);
    records++;
  });
  return { records, ts: { kind: "none" } };
}

async function readRows(
  bytes: AsyncIterable<Uint8Array>,
  header: readonly string[],
  onRow: (cells: readonly string[], row: number) => void,
): Promise<void> {
  let inputError: unknown;
  let end = "";
  async function* watched(): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      end = (end + Buffer.from(chunk.subarray(-2)).toString("latin1")).slice(-2);
      yield chunk;
    }
  }
  const input = Readable.from(watched(), { objectMode: false }).once("error", (error) => {
    inputError = error;
    rows.destroy(error);
  });
  const rows = input.pipe(parse({ record_delimiter: "\r\n", max_record_size: 64 * 1024 * 1024 }));
  let row = 0;
  try {
    for await (const cells of rows) {
      if (row++ > 0) onRow(cells, row);
      else checkHeader(cells, header);
    }
  } catch (error) {
    if (inputError) throw inputError;
    throw error instanceof CsvError ? new ContentError(`is no valid CSV: ${error.message}`) : error;
  } finally {
    input.destroy();
  }
  if (row === 0) throw new ContentError("has no header");
  if (end !== "\r\n") throw new ContentError(`is cut off in row ${row}`);
}

function checkHeader(cells: readonly string[], expected: readonly string[]): void {
  if (expected.some((name, column) => cells[column] !== name)) {
    throw new ContentError(`has no header of ${expected.join(", ")}, …`);
  }
  if (new Set(cells).size < cells.length) throw new ContentError("has two columns of one name");
}
