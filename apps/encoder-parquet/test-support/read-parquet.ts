import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance, DuckDBListValue, type DuckDBValue, listValue } from "@duckdb/node-api";
import type { ReadEntry, ReadProfile, ReadRecord } from "@sluice/encoding/conformance";
import { parquetMetadata, parquetReadObjects, parquetSchema } from "hyparquet";
import { compressors } from "hyparquet-compressors";

/** Reads with DuckDB. Nulls are left out where `nullIsMissing`. */
export async function readWithDuckdb(bytes: Uint8Array, nullIsMissing: boolean): Promise<ReadRecord[]> {
  const rows = await duckdbRows(bytes);
  return rows.map((row) => {
    const map = (name: string) => entriesOf(row[name]).filter(([, text]) => !nullIsMissing || text !== null);
    const flat = Object.entries(row).flatMap(([name, value]): ReadEntry[] =>
      name.startsWith(columnPrefix) && value !== null ? [[keyOfColumn(name, Object.keys(row)), textOf(value)]] : [],
    );
    return {
      ts: new Date(Number(row.ms)).toISOString().replace(/\D/g, "").slice(0, -3),
      eventName: String(row.eventName),
      eventId: row.eventId === undefined ? null : String(row.eventId),
      profile: map("profile"),
      deviceInfo: map("deviceInfo"),
      eventProps: "eventProperties" in row ? map("eventProperties") : flat,
      sessionProps: map("sessionProperties"),
    };
  });
}

/** Reads profiles with DuckDB; both ids are in the map too, with the same text. */
export async function readProfilesWithDuckdb(bytes: Uint8Array): Promise<ReadProfile[]> {
  const rows = await duckdbRows(bytes, 2);
  return rows.map((row) => readProfile(row, entriesOf(row.profile), Number(row.ms)));
}

/** The same with hyparquet. */
export async function readProfilesWithHyparquet(bytes: Uint8Array): Promise<ReadProfile[]> {
  const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  // Its maps are objects, in which `__proto__` has no place.
  const parsers = { stringFromBytes: (text: Uint8Array) => text && `.${utf8.decode(text)}` };
  const rows = await parquetReadObjects({ file: new Uint8Array(bytes).buffer, compressors, parsers });
  const own = (value: unknown) => (typeof value === "string" ? value.slice(1) : null);
  return rows.map(({ identity, objectId, updatedAt, profile }) => {
    const entries = Object.entries(Object(profile)).map(([key, value]): ReadEntry => [key.slice(1), own(value)]);
    const updatedAtMs = updatedAt instanceof Date ? updatedAt.getTime() : Number.NaN;
    return readProfile({ identity: own(identity), objectId: own(objectId) }, entries, updatedAtMs);
  });
}

function readProfile(ids: Record<string, unknown>, entries: ReadEntry[], updatedAtMs: number): ReadProfile {
  for (const id of ["identity", "objectId"]) {
    const text = entries.find(([key]) => key === id)?.[1] ?? null;
    if (ids[id] !== text) throw new Error(`${id} is ${String(ids[id])} in its column and ${text} in the map`);
  }
  return { entries, updatedAtMs };
}

const columnPrefix = "eventProperties.";

/** Columns that differ by case only are told apart by a mark of their whole names; of it, `~` alone is kept. */
function keyOfColumn(name: string, names: readonly string[]): string {
  const bare = name.replace(/~[0-9a-f]{8}$/, "");
  const isFolded = bare !== name && names.some((other) => other !== name && isSpeltAlike(other, bare));
  return `${(isFolded ? bare : name).slice(columnPrefix.length)}${isFolded ? "~" : ""}`;
}

function isSpeltAlike(name: string, bare: string): boolean {
  return (
    name.replace(/~[0-9a-f]{8}$/, "") !== bare && name.replace(/~[0-9a-f]{8}$/, "").toLowerCase() === bare.toLowerCase()
  );
}

/** Every row as DuckDB sees it, with the milliseconds of the timestamp in column `timestampAt` as `ms`. */
export async function duckdbRows(bytes: Uint8Array, timestampAt = 0): Promise<Record<string, DuckDBValue>[]> {
  const path = join(tmpdir(), `sluice-${randomUUID()}.parquet`);
  await writeFile(path, bytes);
  const duckdb = await DuckDBInstance.create(":memory:", { threads: "1" });
  try {
    const connection = await duckdb.connect();
    // DuckDB takes `Key` and `key` for one name, so columns are taken by their place, and named as the file names them.
    const names = columnNames(bytes);
    const file = `read_parquet('${path}') AS file(${names.map((_, i) => `c${i}`).join(", ")})`;
    const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${file}`);
    const columns = described.getRows().map(([name, type]) => dotted(String(name), String(type)));
    const result = await connection.runAndReadAll(
      `SELECT epoch_ms(c${timestampAt}), ${columns.join(", ")} FROM ${file}`,
    );
    const rows = result
      .getRows()
      .map((row) => Object.fromEntries(["ms", ...names].map((name, i) => [name, undotted(row[i] ?? null)])));
    connection.closeSync();
    return rows;
  } finally {
    duckdb.closeSync();
    await rm(path);
  }
}

/** DuckDB's binding swallows a byte order mark that a text begins with, so texts come with a dot before them. */
function dotted(column: string, type: string): string {
  if (type === "VARCHAR") return `'.' || ${column}`;
  return type.startsWith("MAP")
    ? `list_transform(map_entries(${column}), e -> ['.' || e.key, '.' || e.value])`
    : column;
}

/** Of the top level, in order. */
function columnNames(bytes: Uint8Array): string[] {
  return parquetSchema(parquetMetadata(new Uint8Array(bytes).buffer)).children.map(({ element }) => element.name);
}

function undotted(value: DuckDBValue): DuckDBValue {
  if (typeof value === "string") return value.slice(1);
  return value instanceof DuckDBListValue ? listValue(value.items.map(undotted)) : value;
}

function entriesOf(value: DuckDBValue | undefined): ReadEntry[] {
  if (!(value instanceof DuckDBListValue)) return [];
  return value.items.map((entry) => {
    const [key, text] = entry instanceof DuckDBListValue ? entry.items : [];
    return [String(key), text === null || text === undefined ? null : String(text)];
  });
}

function textOf(value: DuckDBValue): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

/** Every row as hyparquet sees it; a map is an object. */
export function hyparquetRows(bytes: Uint8Array): Promise<Record<string, unknown>[]> {
  const file = new Uint8Array(bytes).buffer;
  return parquetReadObjects({ file, compressors });
}
