import type { Content, ExpectedContent } from "./content.ts";
import { ContentError } from "./content-error.ts";
import type { Platform } from "./platform.ts";
import { PrintedTs } from "./printed-ts.ts";
import { type OnUser, userIdOf } from "./user-id.ts";

/** CSV with CRLF and a header; every row has as many cells as it. */
export async function readCsv(
  bytes: AsyncIterable<Uint8Array>,
  expected: ExpectedContent,
  platform: Platform,
): Promise<Content> {
  const eventName = expected.eventName.toWellFormed();
  const ts = new PrintedTs();
  await readRows(bytes, platform, ["ts", "eventName"], ([first = "", second], row) => {
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
export async function readCsvProfiles(
  bytes: AsyncIterable<Uint8Array>,
  onUser: OnUser,
  platform: Platform,
): Promise<Content> {
  let records = 0;
  await readRows(bytes, platform, profileHeader, ([identity, objectId], row) => {
    const user = userIdOf(identity, objectId);
    if (user === null) throw new ContentError(`has a row ${row} without a user`);
    onUser(user, `row ${row}`);
    records++;
  });
  return { records, ts: { kind: "none" } };
}

async function readRows(
  bytes: AsyncIterable<Uint8Array>,
  { csvParser }: Platform,
  header: readonly string[],
  onRow: (cells: readonly string[], row: number) => void,
): Promise<void> {
  const parser = csvParser({ record_delimiter: "\r\n", max_record_size: 64 * 1024 * 1024 });
  const ended = Promise.withResolvers<void>();
  parser.once("finish", ended.resolve);
  parser.once("error", ({ message }) => ended.reject(new ContentError(`is no valid CSV: ${message}`)));
  let error: unknown;
  ended.promise.catch((reason) => {
    error = reason;
  });
  let row = 0;
  let end = "";
  const take = (): void => {
    for (let cells = parser.read(); cells !== null; cells = parser.read()) {
      if (row++ > 0) onRow(cells, row);
      else checkHeader(cells, header);
    }
  };
  for await (const text of utf8Texts(bytes)) {
    parser.write(text);
    take();
    if (error) throw error;
    end = (end + text.slice(-2)).slice(-2);
  }
  parser.end();
  await ended.promise;
  take();
  if (row === 0) throw new ContentError("has no header");
  if (end !== "\r\n") throw new ContentError(`is cut off in row ${row}`);
}

async function* utf8Texts(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const decoded = (chunk?: Uint8Array): string => {
    try {
      return utf8.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw new ContentError("is not UTF-8");
    }
  };
  for await (const chunk of bytes) yield decoded(chunk);
  yield decoded();
}

function checkHeader(cells: readonly string[], expected: readonly string[]): void {
  if (expected.some((name, column) => cells[column] !== name)) {
    throw new ContentError(`has no header of ${expected.join(", ")}, …`);
  }
  if (new Set(cells).size < cells.length) throw new ContentError("has two columns of one name");
}
