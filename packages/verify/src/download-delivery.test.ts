import { cp, mkdtempDisposable, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type MadeRun, madeRun } from "../test-support/made-run.ts";
import { downloadDelivery, folderSource, verifyDelivery } from "./mod.ts";

let run: MadeRun;
let folder: string;
let resources: AsyncDisposableStack;
beforeEach(async () => {
  resources = new AsyncDisposableStack();
  run = resources.use(await madeRun("csv"));
  folder = join(resources.use(await mkdtempDisposable(join(tmpdir(), "sluice-download-"))).path, "made");
});
afterEach(() => resources.disposeAsync());

const manifestKey = "out/1790000000-1790000001.manifest.json";
const download = (change: Partial<Parameters<typeof downloadDelivery>[0]> = {}) =>
  downloadDelivery({
    source: run.source,
    prefix: "",
    folder,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...change,
  });

const isThere = (key: string) =>
  stat(join(folder, key)).then(
    () => true,
    () => false,
  );

test("a run arrives whole, and what is there is not fetched again", async () => {
  const { objects, bytes } = run.manifest.totals;
  expect(await download()).toEqual({ runs: 1, objects, kept: 0, bytes });
  expect(await verifyDelivery({ source: folderSource(folder), prefix: "" })).toMatchObject({ ok: true });
  await rm(join(folder, run.key));
  expect(await download()).toEqual({ runs: 1, objects, kept: objects - 1, bytes });
  expect(await readFile(join(folder, run.key))).toEqual(await readFile(join(run.directory, run.key)));
});

test("a file that is there with other content is replaced", async () => {
  await download();
  const content = await readFile(join(folder, run.key));
  await writeFile(join(folder, run.key), Buffer.alloc(content.length));
  expect(await download()).toMatchObject({ kept: run.manifest.totals.objects - 1 });
  expect(await readFile(join(folder, run.key))).toEqual(content);
});

describe("an object that is not what its manifest says", () => {
  test.each([
    ["other bytes", (content: Buffer) => Buffer.alloc(content.length), "has another SHA-256"],
    ["fewer bytes", (content: Buffer) => content.subarray(1), "bytes instead of"],
  ])("leaves no file and no manifest: %s", async (_what, spoil, message) => {
    const path = join(run.directory, run.key);
    await writeFile(path, spoil(await readFile(path)));
    await expect(download()).rejects.toMatchObject({ code: "verify.bad_download" });
    await expect(download()).rejects.toThrow(message);
    expect([await isThere(run.key), await isThere(manifestKey)]).toEqual([false, false]);
  });

  test("or is missing ends the download, too", async () => {
    await rm(join(run.directory, run.key));
    await expect(download()).rejects.toThrow("is missing");
    expect(await isThere(manifestKey)).toBe(false);
  });
});

test("nothing is written where a key would leave the folder", async () => {
  await cp(run.directory, folder, { recursive: true });
  await rm(folder, { recursive: true });
  await run.rewrite((manifest) => {
    const [first, ...others] = manifest.objects;
    return first ? { ...manifest, objects: [{ ...first, key: "../outside.csv.gz" }, ...others] } : manifest;
  });
  await expect(download()).rejects.toMatchObject({ code: "verify.unsafe_key" });
  expect(await isThere("")).toBe(false);
});

test("a place without a manifest is said to have none", async () => {
  await expect(download({ requestId: 5 })).rejects.toMatchObject({ code: "verify.no_manifest" });
});
