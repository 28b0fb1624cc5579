import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { EpochMs } from "@sluice/types";
import { capturedAtOf, eventsFolder, loadingFolder, loadName } from "../lake-layout.ts";

/** Makes a new folder for a load in the making, and clears away those of loaders that died. */
export async function openLoadingFolder(lake: string, project: string, loadId: string): Promise<string> {
  const parent = loadingFolder(lake, project);
  await mkdir(parent, { recursive: true });
  await removeAbandoned(parent);
  const folder = join(parent, `${loadId}.${process.pid}.${hostname()}`);
  await mkdir(folder);
  return folder;
}

export function newLoadId(): string {
  return randomBytes(6).toString("hex");
}

async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const [, pid, ...host] = name.split(".");
    if (pid && host.join(".") === hostname() && !isAlive(Number(pid))) {
      await rm(join(parent, name), { recursive: true, force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * Makes a load visible, all of it at once, and gives its captured-at: later than that of every load before it, and taken
 * while no other load can become visible, so that nothing appears behind a snapshot that has passed.
 */
export async function commitLoad(lake: string, project: string, loadId: string, folder: string): Promise<EpochMs> {
  const events = eventsFolder(lake, project);
  await mkdir(events, { recursive: true });
  await syncTree(folder);
  await using _lock = await lockProject(lake, project);
  const captured = (await readdir(events)).map((name) => capturedAtOf(name) ?? 0);
  const capturedAtMs = Math.max(Date.now(), captured.reduce((latest, at) => Math.max(latest, at), 0) + 1);
  await rename(folder, join(events, loadName(capturedAtMs, loadId)));
  await syncPath(events);
  return capturedAtMs;
}

const retryMs = 20;
/** Renaming takes milliseconds; a lock this old belongs to a machine that is gone. */
const staleMs = 60_000;

async function lockProject(lake: string, project: string): Promise<AsyncDisposable> {
  const path = join(loadingFolder(lake, project), "lock");
  const owner = `${process.pid} ${hostname()} ${Date.now()}`;
  for (;;) {
    try {
      await writeFile(path, owner, { flag: "wx" });
      return { [Symbol.asyncDispose]: () => rm(path, { force: true }) };
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
      await breakStaleLock(path);
      await setTimeout(retryMs);
    }
  }
}

async function breakStaleLock(path: string): Promise<void> {
  const text = await readFile(path, "utf8").catch(() => "");
  const [pid, host, since] = text.split(" ");
  if (!pid || !since) return;
  const ownerDied = host === hostname() && !isAlive(Number(pid));
  if (!ownerDied && Date.now() - Number(since) < staleMs) return;
  // Whoever renames it first breaks it; a lock taken since then has another text and is left alone.
  const broken = `${path}.${process.pid}`;
  await rename(path, broken).catch(() => undefined);
  await rm(broken, { force: true });
}

async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    await (entry.isDirectory() ? syncTree(path) : syncPath(path));
  }
  await syncPath(folder);
}

async function syncPath(path: string): Promise<void> {
  await using file = await open(path, "r");
  await file.sync();
}
