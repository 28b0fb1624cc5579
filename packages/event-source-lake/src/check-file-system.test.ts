import * as fileSystem from "node:fs/promises";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { testFolder } from "../test-support/lake.ts";
import { checkFileSystem, checkLake, type LakeFiles } from "./mod.ts";

const notSupported = Object.assign(new Error("operation not supported"), { code: "ENOTSUP" });

/** What mounted buckets do; none of the file systems that a machine has by itself can be made to do it. */
const oddities: readonly (readonly [what: string, oddity: Partial<LakeFiles>])[] = [
  ["make a file only where none is", { writeFile: async (path, content) => fileSystem.writeFile(path, content) }],
  ["link a file to a second name, once", { link: () => Promise.reject(notSupported) }],
  [
    "put a file in the place of another one by renaming it",
    { rename: (from, to) => fileSystem.cp(String(from), String(to), { recursive: true }) },
  ],
  [
    "rename a folder with what is in it",
    {
      rename: async (from, to) => {
        if ((await fileSystem.stat(from)).isDirectory()) throw notSupported;
        await fileSystem.rename(from, to);
      },
    },
  ],
];

test.each(oddities)("a lake on a file system that cannot %s is refused", async (what, oddity) => {
  await using folder = await testFolder();
  await expect(checkFileSystem(folder.path, { ...fileSystem, ...oddity })).rejects.toMatchObject({
    code: "lake.unsuitable_file_system",
    message: expect.stringContaining(`${folder.path} is on a file system that cannot ${what}`),
  });
  expect(await readdir(folder.path)).toEqual([]);
});

test("any number of processes check a lake at once and leave nothing behind", async () => {
  await using folder = await testFolder();
  await Promise.all(Array.from({ length: 8 }, () => checkLake(folder.path)));
  expect(await readdir(folder.path)).toEqual([]);
});

test("a lake that is not there yet, or that cannot be written to, promises nothing", async () => {
  await using folder = await testFolder();
  await checkLake(join(folder.path, "later"));
  // A folder that nobody may write to, whoever runs the test.
  await checkLake("/proc/self");
});

test("a full disk is no fault of the file system", async () => {
  await using folder = await testFolder();
  const full = Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
  const files = { ...fileSystem, link: () => Promise.reject(full) };
  await expect(checkFileSystem(folder.path, files)).rejects.toBe(full);
});
