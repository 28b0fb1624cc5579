import { openAsBlob } from "node:fs";
import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { formats } from "@sluice/types";
import { type ColumnSource, parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, test } from "vitest";
import { filesIn } from "../test-support/files-in.ts";
import { madeRun, tsMs, withContent } from "../test-support/made-run.ts";
import { type FilesProgress, type FileToVerify, fileToVerify, verifyFiles } from "./browser.ts";

const base = (path: string) => path.slice(path.lastIndexOf("/") + 1);
const placed = (files: readonly FileToVerify[], place: (name: string, index: number) => string) =>
  files.map(({ path, file }, index) => ({ path: place(base(path), index), file }));

test.each(formats)("files of a run in %s are checked, and their bytes counted up to the last", async (format) => {
  await using run = await madeRun(format);
  const seen: FilesProgress[] = [];
  const report = await verifyFiles(await filesIn(run.directory), { onProgress: (progress) => seen.push(progress) });
  expect(report).toMatchObject({ ok: true, runs: [{ objects: 2, records: 4, faults: [] }], unrelated: [] });
  const { bytes: bytesTotal } = run.manifest.totals;
  expect(seen.at(0)).toEqual({ bytesDone: 0, bytesTotal, object: base(run.key) });
  expect(seen.at(-1)).toMatchObject({ bytesDone: bytesTotal, bytesTotal });
  expect(seen.map(({ bytesDone }) => bytesDone)).toEqual(seen.map(({ bytesDone }) => bytesDone).sort((a, b) => a - b));
});

test.each(["SNAPPY", "ZSTD"] as const)("Parquet with %s pages is read without WebAssembly", async (codec) => {
  await using run = await madeRun("parquet");
  const columnData: ColumnSource[] = [
    { name: "timestamp", data: tsMs.map((ms) => new Date(ms)), type: "TIMESTAMP" },
    { name: "eventName", data: ["Charged", "Charged"], type: "STRING" },
  ];
  const compressors = { ZSTD: (bytes: Uint8Array) => zstdCompressSync(bytes) };
  await withContent(run, gzipSync(new Uint8Array(parquetWriteBuffer({ columnData, codec, compressors }))));
  expect(await verifyFiles(await filesIn(run.directory))).toMatchObject({ ok: true, runs: [{ records: 4 }] });
});

describe("files", () => {
  test.each<[string, (name: string, index: number) => string]>([
    ["alone, without folders", (name) => name],
    ["in a folder of any name", (name) => `/Downloads/my run/${name}`],
    ["each in another folder", (name, index) => `${index}/${name}`],
    ["under digits that go before the name", (name) => `2026${name}`],
  ])("that lie %s are known by their names", async (_where, place) => {
    await using run = await madeRun();
    expect(await verifyFiles(placed(await filesIn(run.directory), place))).toMatchObject({ ok: true });
  });

  test("that are there twice are two deliveries", async () => {
    await using run = await madeRun();
    const files = await filesIn(run.directory);
    const twice = [...placed(files, (name) => `a/${name}`), ...placed(files, (name) => `b/${name}`)];
    const report = await verifyFiles(twice);
    expect(report.runs.map(({ manifestKey }) => manifestKey)).toEqual([
      "a/1790000000-1790000001.manifest.json",
      "b/1790000000-1790000001.manifest.json",
    ]);
    const half = await verifyFiles(twice.filter(({ path }) => path !== `b/${base(run.key)}`));
    expect(half.runs.flatMap(({ faults }) => faults)).toMatchObject([
      { code: "object.missing", key: `b/${base(run.key)}` },
    ]);
  });

  test("that are missing are named, and do not count as bytes to come", async () => {
    await using run = await madeRun();
    const files = (await filesIn(run.directory)).filter(({ path }) => path !== run.key);
    const seen: FilesProgress[] = [];
    const report = await verifyFiles(files, { onProgress: (progress) => seen.push(progress) });
    expect(report.runs).toMatchObject([{ faults: [{ code: "object.missing", key: base(run.key) }], objects: 1 }]);
    expect(seen.at(-1)).toMatchObject({ bytesDone: seen[0]?.bytesTotal });
  });

  test("that belong to no run are said, and left alone", async () => {
    await using run = await madeRun();
    const strangers = ["x/.DS_Store", "y/.DS_Store", "1790000009-1790000009-Charged-20261001-0-0.json.gz"];
    const others = strangers.map((path) => ({ path, file: new Blob(["no gzip"]) }));
    const report = await verifyFiles([...(await filesIn(run.directory)), ...others]);
    expect(report.ok).toBe(true);
    expect(report.unrelated.toSorted()).toEqual(strangers.toSorted());
  });

  test("without a manifest are no delivery", async () => {
    await using run = await madeRun();
    const objects = (await filesIn(run.directory)).filter(({ path }) => path.endsWith(".gz"));
    await expect(verifyFiles(objects)).rejects.toThrow(/^There is no manifest in these files\. /);
    await expect(verifyFiles([])).rejects.toMatchObject({ code: "verify.no_manifest" });
  });

  test("that change after they were chosen cannot be read, which is no fault of the delivery", async () => {
    await using run = await madeRun();
    const object = join(run.directory, run.key);
    const file = await openAsBlob(object);
    const files = (await filesIn(run.directory)).map((any) => (any.path === run.key ? { path: any.path, file } : any));
    await appendFile(object, "more");
    await expect(verifyFiles(files)).rejects.toMatchObject({
      code: "verify.not_readable",
      message: expect.stringContaining(`${run.key} cannot be read: `),
    });
  });

  test("are read no further when the check is given up", async () => {
    await using run = await madeRun();
    const stop = new AbortController();
    const seen: string[] = [];
    const verified = verifyFiles(await filesIn(run.directory), {
      signal: stop.signal,
      onProgress({ object }) {
        seen.push(object);
        stop.abort();
      },
    });
    await expect(verified).rejects.toThrow("aborted");
    expect(new Set(seen)).toEqual(new Set([base(run.key)]));
  });

  test("know their way below the folder that was chosen", () => {
    const file = new File([], "a.json.gz");
    expect(fileToVerify(file).path).toBe("a.json.gz");
    expect(fileToVerify(Object.assign(file, { webkitRelativePath: "run/a.json.gz" })).path).toBe("run/a.json.gz");
  });
});

test("a project's time zone makes the check of printed times exact", async () => {
  await using run = await madeRun();
  const files = await filesIn(run.directory);
  expect(await verifyFiles(files, { timeZone: "Asia/Kolkata" })).toMatchObject({ ok: true });
  const { runs } = await verifyFiles(files, { timeZone: "UTC" });
  expect(runs.flatMap(({ faults }) => faults.map(({ code }) => code))).toEqual(["object.ts", "object.ts"]);
});
