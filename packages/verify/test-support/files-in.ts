import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { FileToVerify } from "../src/browser.ts";

/** The files of a folder as a browser has them when it is dropped. */
export async function filesIn(directory: string): Promise<FileToVerify[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return await Promise.all(
    paths.map(async (path) => ({
      path: relative(directory, path).split(sep).join("/"),
      file: new Blob([await readFile(path)]),
    })),
  );
}
