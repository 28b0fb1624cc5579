import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtempDisposable, readdir, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text as readText } from "node:stream/consumers";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { describe, expect, test, vi } from "vitest";
import { type Ran, sluice } from "../test-support/sluice.ts";

const line = (n: number) =>
  JSON.stringify({ type: "event", eventName: "Charged", ts: 1_790_000_000_000 + n, eventProps: { Amount: n } });
const mapping = { eventName: { value: "Charged" }, ts: { column: "at" }, otherColumns: "eventProps" };

async function inFolder(files: Readonly<Record<string, string | Uint8Array>>) {
  const folder = await mkdtempDisposable(join(tmpdir(), "sluice-load-"));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder.path, name), content);
  const environment = { SLUICE_LAKE: join(folder.path, "lake"), SLUICE_PROJECT: "7", INIT_CWD: folder.path };
  return {
    path: folder.path,
    environment,
    load: (args: readonly string[], stdin?: string): Promise<Ran> =>
      sluice(["load", "--new-project", ...args], environment, stdin),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

describe("bad lines", () => {
  const bad = [line(1), ...Array.from({ length: 12 }, () => "nonsense"), '{"type":"event","ts":1}', line(2)].join("\n");

  test("let nothing be loaded, and are told with their reasons, the first ten by themselves", async () => {
    await using folder = await inFolder({ "events.jsonl": bad });
    for (const args of [["events.jsonl"], ["events.jsonl", "--strict"], ["events.jsonl", "--max-bad-lines", "12"]]) {
      const { exitCode, stdout, stderr } = await folder.load(args);
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
      const told = stderr.trim().split("\n");
      expect(told).toHaveLength(13);
      expect(told[0]).toBe(
        `! ${join(folder.path, "events.jsonl")} line 2: is not JSON: not a JSON value at character 1`,
      );
      expect(told.slice(10)).toEqual([
        "! 2 lines more: is not JSON",
        "! 1 line more: has no eventName",
        "✗ 13 of 15 lines cannot be loaded, so nothing was loaded. Mend them, or load the others with --max-bad-lines 13. (load.bad_lines)",
      ]);
    }
    expect(await readdir(join(folder.path, "lake", "7"))).toEqual(["loading"]);
  });

  test("are left out if so many may be", async () => {
    await using folder = await inFolder({ "events.jsonl": bad });
    for (const most of ["13", "all"]) {
      const { exitCode, stdout } = await folder.load(["events.jsonl", "--max-bad-lines", most]);
      expect(exitCode).toBe(0);
      expect(stdout).toBe("✓ 2 events of 1 name loaded into project 7, 13 bad lines left out\n");
    }
  });

  test("come as JSON with --json", async () => {
    await using folder = await inFolder({ "events.jsonl": bad });
    const { exitCode, stdout, stderr } = await folder.load(["events.jsonl", "--json"]);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ records: 0, lines: 15, rejected: 13 });
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: "load.bad_lines" } });
  });
});

describe("what is loaded", () => {
  test("may be a directory, a quoted pattern or standard input, each in one load", async () => {
    await using folder = await inFolder({});
    const days = join(folder.path, "days");
    await mkdir(days);
    await writeFile(join(days, "2.ndjson"), line(2));
    await writeFile(join(days, "1.jsonl.gz"), gzipSync(line(1)));
    for (const other of ["_SUCCESS", ".3.jsonl", "notes.txt"]) await writeFile(join(days, other), line(3));
    const loaded = async (args: readonly string[], stdin?: string) =>
      JSON.parse((await folder.load([...args, "--json"], stdin)).stdout);
    expect(await loaded(["days"])).toMatchObject({ files: 2, events: 2 });
    expect(await loaded(["days/*.{jsonl,ndjson,jsonl.gz}"])).toMatchObject({ files: 2, events: 2 });
    expect(await loaded(["-"], `${line(4)}\n${line(5)}\n`)).toMatchObject({ files: 1, events: 2 });
    expect(await loaded(["-", "--shift-to-now"], line(6))).toMatchObject({ files: 1, events: 1 });
    await writeFile(join(folder.path, "map.json"), JSON.stringify(mapping));
    const csv = ["-", "--kind", "csv", "--mapping", "map.json"];
    expect(await loaded(csv, "at,a\n2026-10-01T00:00:00Z,5\n")).toMatchObject({ events: 1 });
    expect(await readdir(join(folder.path, "lake", "7", "loads"))).toHaveLength(5);
  });

  test("loses no warning of Node.js's own, however big it is", async () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => `2026-10-01T00:00:00Z,${i},${"x".repeat(80)}`);
    const csv = `at,a,b\n${rows.join("\n")}\n`;
    await using folder = await inFolder({ "big.csv.gz": gzipSync(csv), "map.json": JSON.stringify(mapping) });
    expect(await folder.load(["big.csv.gz", "--mapping", "map.json"])).toEqual({
      exitCode: 0,
      stdout: "✓ 60,000 events of 1 name loaded into project 7\n",
      stderr: "",
    });
  });

  test("has no NaN and no infinity, which is told once, and has Python's booleans", async () => {
    await using folder = await inFolder({
      "a.csv": "at,n,b\n2026-10-01T00:00:00Z,NaN,True\n2026-10-01T00:00:00Z,-inf,FALSE\n",
      "b.jsonl":
        '{"type":"event","eventName":"E","ts":"2026-10-01T00:00:00Z","eventProps":{"a":[NaN,{"b":-Infinity}],"c":"NaN"}}',
      "map.json": JSON.stringify(mapping),
    });
    const { exitCode, stderr } = await folder.load(["a.csv", "b.jsonl", "--mapping", "map.json"]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: "! 4 values of NaN or infinity became null, as JSON has no such numbers.\n",
    });
  });
});

const files = {
  "semi.csv": "at;amount\n2026-10-01T00:00:00Z;5\n",
  "tabs.tsv": "at\tamount\n2026-10-01T00:00:00Z\t5\n",
  "header.csv": "at,amount\n",
  "twice.csv": "at,a,a\n",
  "near.csv": "At,amount\n",
  "latin1.csv": Buffer.from("at,city\n2026-10-01T00:00:00Z,K\xf6ln\n", "latin1"),
  "open.csv": `at,a\n2026-10-01T00:00:00Z,"never closed\n`,
  "array.json": `[${line(1)},\n${line(2)}]`,
  "pretty.json": JSON.stringify(JSON.parse(line(1)), null, 2),
  "cut.jsonl.gz": gzipSync(Array.from({ length: 100 }, (_, i) => line(i)).join("\n")).subarray(0, 200),
  "book.csv": Buffer.from("PK\x03\x04 and so on", "latin1"),
  "binary.jsonl": Buffer.from([1, 2, 0, 3, 10, 0]),
  "not.parquet": "at,amount\n",
  "cut.parquet": "PAR1 and not to its end",
  "empty.jsonl": "",
  "plain.txt": line(1),
  "map.json": JSON.stringify(mapping),
  "no-json.json": "{at}",
  "misspelt.json": JSON.stringify({ eventName: { value: "E" }, ts: { colum: "at" } }),
  "zone.json": JSON.stringify({ eventName: { value: "E" }, ts: { column: "at", timeZone: "Mars" } }),
};
const mapped = ["--mapping", "map.json"];

test.each<[readonly string[], number, string]>([
  [
    ["semi.csv", ...mapped],
    1,
    `has no column "at", which the mapping names. It has: "at;amount". That is one column, as its cells are separated by semicolons: say "delimiter": ";" in the mapping.`,
  ],
  [["tabs.tsv", ...mapped], 1, `separated by tabs: say "delimiter": "\\t" in the mapping.`],
  [["near.csv", ...mapped], 1, `It has: "At", "amount". Did you mean "At"?`],
  [["twice.csv", ...mapped], 1, `it has two columns "a", and the mapping takes one; rename one of them`],
  [["header.csv", ...mapped], 1, "header.csv has a header and no rows. Nothing was loaded."],
  [["latin1.csv", ...mapped], 1, "is not UTF-8"],
  [["latin1.csv", ...mapped], 1, "iconv -f WINDOWS-1252 -t UTF-8"],
  [["open.csv", ...mapped], 1, "open.csv cannot be read: a quote is opened and never closed. Nothing was loaded."],
  [["book.csv", ...mapped], 1, "it is a ZIP archive or an Excel workbook; unpack it, or save it as CSV"],
  [["array.json"], 1, "array.json is a JSON array; make a line of each of its items with: jq -c '.[]'."],
  [["pretty.json"], 1, "pretty.json has its JSON spread over several lines; make a line of each object with: jq -c ."],
  [["cut.jsonl.gz"], 1, "the gzip file is cut off; fetch it again"],
  [["binary.jsonl"], 1, "it is not a text: it holds NUL bytes"],
  [["cut.parquet", ...mapped], 1, "the Parquet file is cut off; fetch it again"],
  [["not.parquet", ...mapped], 1, `it is no Parquet file: it begins with "at,amoun"`],
  [["empty.jsonl"], 1, "empty.jsonl is empty. Nothing was loaded."],
  [["semi.csv"], 2, "semi.csv is csv, which needs --mapping"],
  [["semi.csv", "--mapping", "nowhere.json"], 2, "The mapping nowhere.json cannot be used: there is no such file."],
  [["semi.csv", "--mapping", "no-json.json"], 2, "The mapping no-json.json cannot be used: it is not JSON"],
  [["semi.csv", "--mapping", "misspelt.json"], 2, `ts has no key "colum"; did you mean "column"?`],
  [["semi.csv", "--mapping", "zone.json"], 2, "ts.timeZone is not an IANA time zone such as Europe/Paris"],
  [["nowhere.jsonl"], 2, "There is no file nowhere.jsonl."],
  [["nowhere/*.jsonl"], 2, "No file matches nowhere/*.jsonl."],
  [["plain.txt"], 2, "say so with --kind"],
  [["folder"], 2, "The directory folder holds no file to load"],
  [["circle.jsonl"], 2, "its symbolic links lead in a circle"],
  [["empty.jsonl", "./empty.jsonl"], 2, "is named twice"],
  [["-", "--mapping", "map.json"], 2, "Whether standard input is csv or parquet is not clear"],
  [["empty.jsonl", "--project", "my shop"], 2, `"my shop" is no project id`],
  [["empty.jsonl", "--project", ".."], 2, `".." is no project id`],
  [["empty.jsonl", "--max-bad-lines", "some"], 2, "--max-bad-lines is no number of lines, and not all"],
])("says in a line what is wrong and what to do: load %j", async (args, exitCode, message) => {
  await using folder = await inFolder(files);
  await mkdir(join(folder.path, "folder"));
  await symlink("circle.jsonl", join(folder.path, "circle.jsonl"));
  const ran = await folder.load(args);
  expect(ran).toMatchObject({ exitCode, stdout: "", stderr: expect.stringContaining(message) });
  expect(ran.stderr.trim().split("\n").length).toBeLessThan(12);
  expect(ran.stderr).not.toMatch(/Warning|^ {4}at /m);
});

test("a project that nobody knows takes nothing, unless it is said that it is new", async () => {
  await using folder = await inFolder({ "events.jsonl": line(1) });
  const { environment } = folder;
  expect(await sluice(["load", "events.jsonl"], environment)).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining(
      "Nothing was ever loaded into a project 7. Check --project; if it is right and new",
    ),
  });
  expect(await folder.load(["events.jsonl"])).toMatchObject({ exitCode: 0 });
  expect(await sluice(["load", "events.jsonl"], environment)).toMatchObject({ exitCode: 0 });
});

test("a lake that is no folder to write to is said", async () => {
  await using folder = await inFolder({ "events.jsonl": line(1), lake: "a file" });
  const ran = await folder.load(["events.jsonl"]);
  expect(ran).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("(lake.read_only)") });
  expect(ran.stderr).not.toMatch(/^ {4}at /m);
});

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s in the middle says that nothing was loaded, and leaves nothing",
  async (signal) => {
    await using folder = await inFolder({});
    const pipe = join(folder.path, "events.jsonl");
    await promisify(execFile)("mkfifo", [pipe]);
    const { PATH = "", HOME = "" } = process.env;
    const main = join(import.meta.dirname, "main.ts");
    const child = spawn(process.execPath, [main, "load", pipe, "--new-project"], {
      env: { PATH, HOME, NO_COLOR: "1", ...folder.environment },
      stdio: ["ignore", "ignore", "pipe"],
    });
    const loading = join(folder.path, "lake", "7", "loading");
    await vi.waitFor(async () => expect(await readdir(loading)).toHaveLength(1), { timeout: 60_000 });
    child.kill(signal);
    const [stderr, [exitCode]] = await Promise.all([readText(child.stderr), once(child, "close")]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 130, stderr: "✗ Stopped before its end: nothing was loaded.\n" });
    expect(await readdir(loading)).toEqual([]);
  },
);
