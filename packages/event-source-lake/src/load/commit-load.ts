import { randomBytes } from "node:crypto";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import type { EpochMs } from "@sluice/types";
import { loadFolder, loadingFolder, loadsFolder } from "../lake-layout.ts";
import { commitEntry } from "../log/commit-entry.ts";
import type { LakeState } from "../log/lake-state.ts";
import type { LoadSummary, LogEntry } from "../log/log-entry.ts";
import type { LogReader } from "../log/read-log.ts";
import { loadDiscarded } from "./errors.ts";
import { isAlive } from "./is-alive.ts";
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
  readonly summary: Omit<LoadSummary, "captured">;
  /** What becomes visible. */
  readonly data: string;
  readonly now: () => EpochMs;
  readonly log: LogReader;
}

/**
 * Makes a load visible, all of it at once, and gives its captured-at: later than that of every load before it and not
 * before the project's seal. The log says so with the entry that makes it visible, and takes no such entry from anybody
 * who has not read all that is before it, so nothing appears behind a snapshot that has passed.
 */
export async function commitLoad({ directory, project, summary, data, now, log }: FinishedLoad): Promise<EpochMs> {
  await moveIntoPlace(directory, project, summary.id, data);
  const decide = ({ loads, replaced, discarded, lastCapturedMs, sealedUntilMs }: LakeState): LogEntry | null => {
    if (loads.has(summary.id) || replaced.has(summary.id)) return null;
    if (discarded.has(summary.id)) throw loadDiscarded();
    const capturedAtMs = Math.max(now(), lastCapturedMs + 1, sealedUntilMs);
    return { type: "load", load: { ...summary, captured: { fromMs: capturedAtMs, toMs: capturedAtMs } } };
  };
  const state = await commitEntry({ directory, project }, decide, log);
  return state.loads.get(summary.id)?.captured.fromMs ?? state.lastCapturedMs;
}

/** Nobody knows of it there before the log says so. */
export async function moveIntoPlace(lake: string, project: string, loadId: string, data: string): Promise<void> {
  const loads = loadsFolder(lake, project);
  await mkdir(loads, { recursive: true });
  await syncTree(data);
  await rename(data, loadFolder(lake, project, loadId));
  await syncPath(loads);
}
