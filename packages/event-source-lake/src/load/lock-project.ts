import { randomUUID } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { isErrnoException } from "../errno.ts";
import { loadingFolder } from "../lake-layout.ts";

export interface ProjectLock extends AsyncDisposable {
  /** False once somebody took this process for dead; what it learned under the lock is then out of date. */
  isHeld(): Promise<boolean>;
}

const retryMs = 20;
/** What is done under the lock takes milliseconds; one that stays so long belongs to a machine that is gone. */
const abandonedMs = 60_000;

/** Waits until nobody else makes anything of the project visible or seals it. The folder for loads has to be there. */
export async function lockProject(lake: string, project: string, staleMs = abandonedMs): Promise<ProjectLock> {
  const path = join(loadingFolder(lake, project), "lock");
  const breaking = `${path}.breaking`;
  const own = `${process.pid} ${hostname()} ${randomUUID()}`;
  const [lockSeenForMs, breakingSeenForMs] = [seenFor(), seenFor()];
  for (;;) {
    if (await create(path, own)) return heldLock(path, own);
    const owner = await ownerOf(path);
    if (isGone(owner) || lockSeenForMs(owner) > staleMs) {
      if (await create(breaking, own)) await breakLock(path, owner, breaking);
      else if (breakingSeenForMs(await ownerOf(breaking)) > staleMs) await rm(breaking, { force: true });
    }
    await setTimeout(retryMs);
  }
}

function heldLock(path: string, own: string): ProjectLock {
  const isHeld = async () => (await ownerOf(path)) === own;
  return {
    isHeld,
    async [Symbol.asyncDispose]() {
      if (await isHeld()) await rm(path, { force: true });
    },
  };
}

/** For how long the same owner has been seen, by this process's own clock: those of two machines may be hours apart. */
function seenFor(): (owner: string | null) => number {
  let last: string | null = null;
  let sinceMs = 0;
  return (owner) => {
    if (owner === null || owner !== last) sinceMs = performance.now();
    last = owner;
    return performance.now() - sinceMs;
  };
}

async function create(path: string, owner: string): Promise<boolean> {
  try {
    await writeFile(path, owner, { flag: "wx" });
    return true;
  } catch (error) {
    if (isErrnoException(error, "EEXIST")) return false;
    throw error;
  }
}

/** Empty where an owner died before it wrote its name, or has not written it yet; null where there is no owner. */
async function ownerOf(path: string): Promise<string | null> {
  return readFile(path, "utf8").catch(() => null);
}

/** Another process on this machine can be looked for. */
function isGone(owner: string | null): boolean {
  const [pid, host] = owner?.split(" ") ?? [];
  return host === hostname() && !isAlive(Number(pid));
}

/** Whoever may break locks looks once more: another one may have broken this one and taken its own meanwhile. */
async function breakLock(path: string, owner: string | null, breaking: string): Promise<void> {
  try {
    if ((await ownerOf(path)) === owner) await rm(path, { force: true });
  } finally {
    await rm(breaking, { force: true });
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isErrnoException(error, "EPERM");
  }
}
