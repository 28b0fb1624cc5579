import { randomUUID } from "node:crypto";
import { link, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isErrnoException } from "../errno.ts";
import { checkpointsFolder, loadingFolder, logFolder, projectFolder } from "../lake-layout.ts";
import { syncPath } from "../load/sync.ts";
import { applyEntry, type LakeState, toCheckpoint } from "./lake-state.ts";
import type { LogEntry } from "./log-entry.ts";
import { checkpointFile, entryFile, type LogReader, logReader, numbersIn } from "./read-log.ts";

export interface LogPlace {
  /** The lake's folder. */
  readonly directory: string;
  readonly project: string;
}

/**
 * Adds the entry that `decide` makes of the log's state, or nothing where it makes none. What it decided by is still true when the entry
 * is there: an entry takes the next number by a link that fails where another one has it, and then all is decided anew.
 * So whoever was frozen in between, for however long, finds its number taken. Gives the state with the entry.
 * A reader that has read the log before saves reading it again.
 */
export async function commitEntry(
  { directory: lake, project }: LogPlace,
  decide: (state: LakeState) => LogEntry | null,
  reader: LogReader = logReader(lake),
): Promise<LakeState> {
  for (const folder of [logFolder(lake, project), checkpointsFolder(lake, project), loadingFolder(lake, project)]) {
    await mkdir(folder, { recursive: true });
  }
  await syncPath(projectFolder(lake, project));
  await syncPath(lake);
  for (;;) {
    const state = await reader.latest(project);
    const entry = decide(state);
    if (entry === null) return state;
    const number = state.at + 1;
    if (!(await linkEntry(lake, project, number, entry))) continue;
    if (!(await isInLog(lake, project, number))) continue;
    applyEntry(state, entry);
    await keepCheckpoint(lake, project, state);
    return state;
  }
}

/** False where the number is taken. */
async function linkEntry(lake: string, project: string, number: number, entry: LogEntry): Promise<boolean> {
  const draft = await writeDraft(lake, project, JSON.stringify(entry));
  try {
    await link(draft, entryFile(lake, project, number));
  } catch (error) {
    if (isErrnoException(error, "EEXIST")) return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
  await syncPath(logFolder(lake, project));
  return true;
}

/**
 * Old entries are removed once a checkpoint says what they said. Whoever was frozen for so long finds a number free that
 * was taken once: such an entry is behind the log that is read, so it counts for nothing.
 */
async function isInLog(lake: string, project: string, number: number): Promise<boolean> {
  const [oldest = 0] = await numbersIn(checkpointsFolder(lake, project));
  if (number > oldest) return true;
  await rm(entryFile(lake, project, number), { force: true });
  return false;
}

/** Each checkpoint is written anew; entries behind the last one are read one by one. */
const minEntriesBetween = 64;
const maxEntriesBetween = 512;

/** Checkpoints only save reading, so one that cannot be written fails nothing. */
async function keepCheckpoint(lake: string, project: string, state: LakeState): Promise<void> {
  const last = (await numbersIn(checkpointsFolder(lake, project))).at(-1) ?? 0;
  const between = Math.min(maxEntriesBetween, Math.max(minEntriesBetween, state.loads.size / 16));
  if (state.at - last < between) return;
  await writeCheckpoint(lake, project, state).catch(() => undefined);
}

export async function writeCheckpoint(lake: string, project: string, state: LakeState): Promise<void> {
  const draft = await writeDraft(lake, project, JSON.stringify(toCheckpoint(state)));
  const path = checkpointFile(lake, project, state.at);
  await rename(draft, path);
  await syncPath(dirname(path));
}

async function writeDraft(lake: string, project: string, text: string): Promise<string> {
  const draft = join(loadingFolder(lake, project), `draft-${randomUUID()}`);
  await using file = await open(draft, "wx");
  await file.writeFile(text);
  await file.sync();
  return draft;
}
