import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isAlive } from "@sluice/servers";
import { stackRunning } from "../errors.ts";

/** Keeps a second stack from starting on the same data. A stack that died does not keep it. */
export async function lockDirectory(directory: string): Promise<AsyncDisposable> {
  const file = join(directory, "running.pid");
  const holder = Number(await readFile(file, "utf8").catch(() => "0"));
  if (holder !== 0 && isAlive(holder)) throw stackRunning(directory, holder);
  await writeFile(file, String(process.pid));
  return { [Symbol.asyncDispose]: () => rm(file, { force: true }) };
}
