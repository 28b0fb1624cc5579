import { readFile, rm, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { isErrnoException } from "../errno.ts";
import { loadingFolder } from "../lake-layout.ts";

const retryMs = 20;
/** What is done under the lock takes milliseconds; one this old belongs to a machine that is gone. */
const staleMs = 60_000;

/** Waits until nobody else makes anything of the project visible or seals it. The folder for loads has to be there. */
export async function lockProject(lake: string, project: string): Promise<AsyncDisposable> {
  const path = join(loadingFolder(lake, project), "lock");
  for (;;) {
    try {
      await writeFile(path, `${process.pid} ${hostname()} ${Date.now()}`, { flag: "wx" });
      return { [Symbol.asyncDispose]: () => rm(path, { force: true }) };
    } catch (error) {
      if (!isErrnoException(error, "EEXIST")) throw error;
      if (await isStale(path)) await breakLock(path);
      await setTimeout(retryMs);
    }
  }
}

/** Whoever may break locks looks once more: another one may have broken this one and taken its own meanwhile. */
async function breakLock(path: string): Promise<void> {
  const breaking = `${path}.breaking`;
  try {
    await writeFile(breaking, "", { flag: "wx" });
  } catch (error) {
    if (!isErrnoException(error, "EEXIST")) throw error;
    const { mtimeMs } = await stat(breaking).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > staleMs) await rm(breaking, { force: true });
    return;
  }
  try {
    if (await isStale(path)) await rm(path, { force: true });
  } finally {
    await rm(breaking, { force: true });
  }
}

async function isStale(path: string): Promise<boolean> {
  const text = await readFile(path, "utf8").catch(() => "");
  const [pid, host, since] = text.split(" ");
  if (!pid || !since) {
    // Its owner died before it wrote its name, or has not written it yet.
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
    return Date.now() - mtimeMs > staleMs;
  }
  return (host === hostname() && !isAlive(Number(pid))) || Date.now() - Number(since) > staleMs;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isErrnoException(error, "EPERM");
  }
}
