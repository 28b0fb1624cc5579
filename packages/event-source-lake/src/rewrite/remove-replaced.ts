import { readdir, rm, stat } from "node:fs/promises";
import type { EpochMs } from "@sluice/types";
import { isErrnoException } from "../errno.ts";
import { checkpointsFolder, loadFolder, loadsFolder, logFolder } from "../lake-layout.ts";
import { commitEntry, type LogPlace, writeCheckpoint } from "../log/commit-entry.ts";
import type { LakeState, Replaced } from "../log/lake-state.ts";
import { checkpointFile, entryFile, logReader, numbersIn } from "../log/read-log.ts";

export interface RemoveReplaced extends LogPlace {
  /** How much of the log each plan was made by that somebody may still read. */
  readonly plans: readonly number[];
  /** Those of them that are being read, or soon will be; null while a plan is being made. */
  readonly plansAtWork: readonly number[] | null;
  readonly now?: () => EpochMs;
}

/** A plan that is being made is not known of yet, and a load that is being committed is not in the log. */
const graceMs = 24 * 3_600_000;

/**
 * Removes what no plan names any more: loads that others stand for, what loaders left that died, and the log that a
 * checkpoint says as well. Loads that a user was forgotten in go as soon as nobody is reading them, and after a day at the
 * latest, whatever plans name them. Gives how many loads are gone. The log says first what is going to be removed.
 */
export async function removeReplaced(options: RemoveReplaced): Promise<number> {
  const { directory, project, plans, now = Date.now } = options;
  const place = { directory, project };
  const atMs = now();
  const leftovers = await leftBehind(place, atMs);
  let removed: string[] = [];
  const state = await commitEntry(place, (state) => {
    removed = [...notNeeded(state, options, atMs), ...leftovers.filter((id) => isUnknown(state, id))];
    return removed.length === 0 ? null : { type: "discard", loads: removed };
  });
  const gone = new Set([...state.discarded, ...removed]);
  for (const id of await idsIn(place)) {
    if (gone.has(id)) await rm(loadFolder(directory, project, id), { recursive: true, force: true });
  }
  await cutLog(place, plans);
  return removed.length;
}

function notNeeded({ replaced }: LakeState, { plans, plansAtWork }: RemoveReplaced, nowMs: EpochMs): string[] {
  const isNamed = ({ since, by }: Replaced, some: readonly number[]) => some.some((plan) => plan >= since && plan < by);
  const isOver: Readonly<Record<Replaced["reason"], (load: Replaced) => boolean>> = {
    merge: (load) => nowMs - load.atMs >= graceMs && !isNamed(load, plans),
    forget: (load) => nowMs - load.atMs >= graceMs || (plansAtWork !== null && !isNamed(load, plansAtWork)),
  };
  return [...replaced].filter(([, load]) => isOver[load.reason](load)).map(([id]) => id);
}

function isUnknown({ loads, replaced, discarded }: LakeState, id: string): boolean {
  return !loads.has(id) && !replaced.has(id) && !discarded.has(id);
}

/** Folders of loads that have been there for long without the log knowing of them. */
async function leftBehind(place: LogPlace, nowMs: EpochMs): Promise<string[]> {
  const state = await logReader(place.directory).latest(place.project);
  const left: string[] = [];
  for (const id of await idsIn(place)) {
    if (!isUnknown(state, id)) continue;
    const { mtimeMs } = await stat(loadFolder(place.directory, place.project, id));
    if (nowMs - mtimeMs >= graceMs) left.push(id);
  }
  return left;
}

async function idsIn({ directory, project }: LogPlace): Promise<string[]> {
  try {
    return (await readdir(loadsFolder(directory, project))).filter((name) => /^[0-9a-f]+$/.test(name));
  } catch (error) {
    if (isErrnoException(error, "ENOENT")) return [];
    throw error;
  }
}

/** Entries that stay although a checkpoint says what they said, for whoever is in the middle of reading them. */
const keptEntries = 256;

/** Removes entries and checkpoints of before the last checkpoint that the oldest plan can be read by. */
async function cutLog({ directory, project }: LogPlace, plans: readonly number[]): Promise<void> {
  const state = await logReader(directory).latest(project);
  const entries = await numbersIn(logFolder(directory, project));
  if ((entries[0] ?? 0) + 2 * keptEntries < state.at) await writeCheckpoint(directory, project, state);
  const needed = Math.min(...plans, state.at - keptEntries);
  const checkpoints = await numbersIn(checkpointsFolder(directory, project));
  const base = checkpoints.filter((number) => number <= needed).at(-1);
  if (base === undefined) return;
  // Checkpoints first: by the oldest one is told which numbers may not be taken any more.
  for (const number of checkpoints) {
    if (number < base) await rm(checkpointFile(directory, project, number), { force: true });
  }
  for (const number of entries) {
    if (number <= base) await rm(entryFile(directory, project, number), { force: true });
  }
}
