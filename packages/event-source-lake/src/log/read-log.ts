import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isErrnoException } from "../errno.ts";
import { lakeDamaged } from "../errors.ts";
import { checkpointsFolder, logFolder } from "../lake-layout.ts";
import { applyEntry, checkpointSchema, emptyState, fromCheckpoint, type LakeState } from "./lake-state.ts";
import { type LogEntry, logEntrySchema } from "./log-entry.ts";

/** Says what a project's log comes to. Its answers are for looking at before the next one is asked for. */
export interface LogReader {
  /** After all entries. */
  latest(project: string): Promise<LakeState>;
  /** After so many entries. */
  at(project: string, entries: number): Promise<LakeState>;
}

export function logReader(lake: string): LogReader {
  const newest = new Map<string, LakeState>();
  return {
    async latest(project) {
      const known = newest.get(project);
      newest.delete(project);
      const state = (known && (await newestOf(lake, project, known))) ?? (await newestOf(lake, project, null));
      if (state === null) throw lakeDamaged(logFolder(lake, project));
      newest.set(project, state);
      return state;
    },
    async at(project, entries) {
      const known = newest.get(project);
      if (known?.at === entries) return known;
      const state = await stateFrom(lake, project, entries);
      await readOn(lake, project, state, entries);
      if (state.at !== entries) throw lakeDamaged(entryFile(lake, project, state.at + 1));
      return state;
    },
  };
}

/** Reads on from a state, or from the last checkpoint; null where the log has been cut behind it meanwhile. */
async function newestOf(lake: string, project: string, known: LakeState | null): Promise<LakeState | null> {
  const state = known ?? (await stateFrom(lake, project, Number.POSITIVE_INFINITY));
  await readOn(lake, project, state, Number.POSITIVE_INFINITY);
  // Entries are removed after the checkpoints of before them, so where the next one is missing for that, this shows it.
  const [oldest = 0] = await numbersIn(checkpointsFolder(lake, project));
  return state.at < oldest ? null : state;
}

export function entryFile(lake: string, project: string, number: number): string {
  return join(logFolder(lake, project), numbered(number));
}

export function checkpointFile(lake: string, project: string, number: number): string {
  return join(checkpointsFolder(lake, project), numbered(number));
}

export function numbered(number: number): string {
  return `${String(number).padStart(12, "0")}.json`;
}

/** The numbers of a folder's files, in ascending order. */
export async function numbersIn(folder: string): Promise<number[]> {
  try {
    const names = await readdir(folder);
    return names
      .flatMap((name) => (/^\d{12}\.json$/.test(name) ? [Number(name.slice(0, -".json".length))] : []))
      .sort((a, b) => a - b);
  } catch (error) {
    if (isErrnoException(error, "ENOENT")) return [];
    throw error;
  }
}

/** The state of the last checkpoint that is not after `entries`. */
async function stateFrom(lake: string, project: string, entries: number): Promise<LakeState> {
  const numbers = await numbersIn(checkpointsFolder(lake, project));
  for (const number of numbers.reverse()) {
    if (number > entries) continue;
    const path = checkpointFile(lake, project, number);
    try {
      return fromCheckpoint(checkpointSchema.parse(JSON.parse(await readFile(path, "utf8"))));
    } catch (error) {
      // It may have been removed for an older one's sake; the log has all that a damaged one said, as far as it is kept.
      if (!isErrnoException(error, "ENOENT") && number === numbers.at(-1)) throw lakeDamaged(path, error);
    }
  }
  return emptyState();
}

async function readOn(lake: string, project: string, state: LakeState, entries: number): Promise<void> {
  while (state.at < entries) {
    const entry = await readEntry(entryFile(lake, project, state.at + 1));
    if (entry === null) return;
    applyEntry(state, entry);
  }
}

/** Null where it is not there: not any more, or not yet. */
export async function readEntry(path: string): Promise<LogEntry | null> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (isErrnoException(error, "ENOENT")) return null;
    throw error;
  }
  try {
    return logEntrySchema.parse(JSON.parse(text));
  } catch (error) {
    throw lakeDamaged(path, error);
  }
}
