import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { localStatement, type Read } from "@sluice/dashboard/commands";
import { temporaryDirectory } from "@sluice/test-kit";
import { describe, expect, test } from "vitest";

const id = "1795847544-1795851144";
/** What event names may bring into a key: everything but white space, slashes, colons and control characters. */
const names = ["Charged", "Bob's-[new]-item?", `Say-"hi"-*-{all}`, "Back\\slash", "Both-\\-and-*", "Añadir-🛒-%20"];
const keyOf = (name: string, extension: string) => `exports/it's/${id}-${name}-20261128-0-0.${extension}`;
const read: Omit<Read, "format" | "keys"> = { type: "allEvents", options: {}, stem: `${id}-` };

/** The rows of the statement that reads the objects with these keys, copied to a folder of their own. */
async function rowsOf(statement: Read, contents: (name: string) => Uint8Array | string): Promise<number> {
  await using directory = await temporaryDirectory();
  for (const [index, key] of statement.keys.entries()) {
    await writeFile(join(directory.path, key.slice(key.lastIndexOf("/") + 1)), contents(names[index] ?? ""));
  }
  // A file of the same folder that is none of them.
  await writeFile(join(directory.path, `${id}-Bob's-n-item!-20261128-0-0.json.gz`), "not to be read");
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    await connection.run(`SET file_search_path = '${directory.path}'`);
    const rows = await connection.runAndReadAll(localStatement(statement) ?? "");
    return rows.getRows().length;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

describe("the statements that the page offers are run by DuckDB, whatever the events are called", () => {
  test("for JSON with the event's name in its first line", async () => {
    const keys = names.map((name) => keyOf(name, "json.gz"));
    const lines = (name: string) =>
      gzipSync(`${name}\n{"ts":20261128060000,"eventProps":{"A":1}}\n{"ts":20261128060001}\n`);
    expect(await rowsOf({ ...read, format: "json", keys }, lines)).toBe(2 * names.length);
  });

  test("for JSON without it, and for profiles", async () => {
    const keys = names.map((name) => keyOf(name, "json.gz"));
    const lines = () => gzipSync(`{"identity":"a"}\n{"identity":"b"}\n`);
    expect(await rowsOf({ ...read, format: "json", keys, options: { jsonHeader: "none" } }, lines)).toBe(
      2 * names.length,
    );
    expect(await rowsOf({ ...read, format: "json", keys, type: "allProfiles" }, lines)).toBe(2 * names.length);
  });

  test("for CSV, where each event has columns of its own", async () => {
    const keys = names.map((name) => keyOf(name, "csv.gz"));
    const table = (name: string) =>
      gzipSync(
        `"ts","eventProps.${name.replaceAll('"', '""')}"\r\n20261128060000,"a ""quoted"", and\nbroken text"\r\n`,
      );
    expect(await rowsOf({ ...read, format: "csv", keys }, table)).toBe(names.length);
  });

  test("for a run of more objects than are named one by one", async () => {
    const keys = Array.from({ length: 60 }, (_, index) => `exports/${id}-Event-${index}-20261128-0-0.csv.gz`);
    expect(await rowsOf({ ...read, format: "csv", keys }, () => gzipSync("ts\r\n20261128060000\r\n"))).toBe(60);
  });
});
