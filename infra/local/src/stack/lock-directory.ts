import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { folderNotWritable, isAlive } from "@sluice/servers";
import { stackRunning } from "../errors.ts";

/** Makes a stack's folder its own: keeps a second stack from starting on the same data. One that died does not keep it. */
export async function lockDirectory(directory: string): Promise<AsyncDisposable> {
  const file = join(directory, "running.pid");
  const holder = Number(await readFile(file, "utf8").catch(() => "0"));
  if (holder !== 0 && isAlive(holder)) throw stackRunning(directory, holder);
  try {
    await mkdir(directory, { recursive: true });
    await writeFile(file, String(process.pid));
  } catch (error) {
    throw folderNotWritable(directory, "The stack keeps its data", "SLUICE_HOME", error);
  }
  return { [Symbol.asyncDispose]: () => rm(file, { force: true }) };
}
