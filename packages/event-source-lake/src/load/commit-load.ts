import { randomBytes } from "node:crypto";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import type { EpochMs } from "@sluice/types";
import { capturedAtOf, loadingFolder, loadName, loadsFolder, projectFolder } from "../lake-layout.ts";
import { isAlive, lockProject } from "./lock-project.ts";
import { sealedUntil } from "./seal.ts";
import { syncPath, syncTree } from "./sync.ts";

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

export interface FinishedLoad {
  /** The lake's folder. */
  readonly directory: string;
  readonly project: string;
  readonly loadId: string;
  /** What becomes visible. */
  readonly data: string;
  readonly now: () => EpochMs;
}

/**
 * Makes a load visible, all of it at once, and gives its captured-at: later than that of every load before it and not
 * before the project's seal, taken while no other load can become visible, so that nothing appears behind a snapshot
 * that has passed.
 */
export async function commitLoad({ directory: lake, project, loadId, data, now }: FinishedLoad): Promise<EpochMs> {
  const events = loadsFolder(lake, project);
  await mkdir(events, { recursive: true });
  await syncPath(projectFolder(lake, project));
  await syncPath(lake);
  await syncTree(data);
  for (;;) {
    await using lock = await lockProject(lake, project);
    const captured = (await readdir(events)).map((name) => capturedAtOf(name) ?? 0);
    const afterOthers = captured.reduce((latest, at) => Math.max(latest, at), 0) + 1;
    const capturedAtMs = Math.max(now(), afterOthers, await sealedUntil(lake, project));
    if (!(await lock.isHeld())) continue;
    await rename(data, join(events, loadName(capturedAtMs, loadId)));
    await syncPath(events);
    return capturedAtMs;
  }
}
