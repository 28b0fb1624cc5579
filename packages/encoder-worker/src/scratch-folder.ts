import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";

export interface ScratchFolder extends AsyncDisposable {
  readonly path: string;
}

/** Makes a folder of this process's own, and removes those that processes left here when they were killed. */
export async function openScratchFolder(parent: string): Promise<ScratchFolder> {
  await mkdir(parent, { recursive: true });
  for (const name of await readdir(parent)) {
    // Another user's is not ours to remove.
    if (isLeftOver(name)) await remove(join(parent, name)).catch(() => undefined);
  }
  const path = await mkdtemp(join(parent, `${prefix}${process.pid}-`));
  return { path, [Symbol.asyncDispose]: () => remove(path) };
}

/** Says whose it is: several hosts may share the parent folder. */
const prefix = `sluice-encoder-${hostname()}-`;

function isLeftOver(name: string): boolean {
  if (!name.startsWith(prefix)) return false;
  const pid = Number(/^(\d+)-\w+$/.exec(name.slice(prefix.length))?.[1]);
  // In a container every process has the same id, and this one has not made its folder yet.
  return Number.isSafeInteger(pid) && (pid === process.pid || !isRunning(pid));
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}

function remove(path: string): Promise<void> {
  return rm(path, { recursive: true, force: true });
}
