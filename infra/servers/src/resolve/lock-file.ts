import { randomUUID } from "node:crypto";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { isAlive } from "../processes/is-alive.ts";

const lookAgainMs = 250;

/** Does work that only one process on this machine may do at a time. A holder that died does not block the others. */
export async function underLock<T>(lockFile: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  let waiting = false;
  while (!(await take(lockFile))) {
    if (!waiting) onWait();
    waiting = true;
    await dropIfDead(lockFile);
    await pause(lookAgainMs);
  }
  try {
    return await work();
  } finally {
    await rm(lockFile, { force: true });
  }
}

/** The file appears with its content in one step, so nobody sees a lock without its holder. */
async function take(lockFile: string): Promise<boolean> {
  const own = `${lockFile}.${randomUUID()}`;
  await writeFile(own, String(process.pid));
  try {
    await link(own, lockFile);
    return true;
  } catch {
    return false;
  } finally {
    await rm(own, { force: true });
  }
}

async function dropIfDead(lockFile: string): Promise<void> {
  const holder = Number(await readFile(lockFile, "utf8").catch(() => "0"));
  if (holder === 0 || isAlive(holder)) return;
  // Moved away first: of several that see a dead holder, only one moves this lock.
  const dead = `${lockFile}.${randomUUID()}`;
  await rename(lockFile, dead).catch(() => undefined);
  const moved = Number(await readFile(dead, "utf8").catch(() => "0"));
  if (moved !== 0 && moved !== holder && isAlive(moved)) await link(dead, lockFile).catch(() => undefined);
  await rm(dead, { force: true });
}
