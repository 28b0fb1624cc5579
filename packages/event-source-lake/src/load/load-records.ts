import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type EpochMs, SluiceError } from "@sluice/types";
import { isErrnoException } from "../errno.ts";
import { badLines, lakeDamaged, lakeDiskFull, otherDatabases } from "../errors.ts";
import { type LoadFile, loadFileName, projectFileSchema, projectFolder } from "../lake-layout.ts";
import { commitLoad, newLoadId, openLoadingFolder } from "./commit-load.ts";
import { BadLineError } from "./line-fields.ts";
import { type LoadedRecord, parseRecordLine } from "./parse-record-line.ts";
import { type InputKind, readRecords } from "./read-records.ts";
import { StagedLoad } from "./staged-load.ts";

export interface LoadRecords {
  /** The lake's folder. */
  readonly directory: string;
  readonly project: string;
  readonly paths: readonly string[];
  readonly input: InputKind;
  /** How many databases the project's users are spread over; fixed by its first load, 1 unless said. */
  readonly databases?: number;
  /** Loads nothing when a line is bad. */
  readonly strict?: boolean;
  /**
   * Moves every event's `ts` by the same number of whole days, so that the latest one is as close to now as it can be.
   * When profiles were updated stays as it is.
   */
  readonly shiftToNow?: boolean;
  /** The clock that captured-at is taken from. */
  readonly now?: () => EpochMs;
  readonly onProgress?: (records: number) => void;
  readonly signal?: AbortSignal;
}

export interface RejectedLine {
  readonly path: string;
  readonly line: number;
  readonly reason: string;
}

export interface LoadReport {
  /** Null when there was nothing to load. */
  readonly capturedAtMs: EpochMs | null;
  /** Events and profiles. */
  readonly records: number;
  readonly events: number;
  readonly eventNames: number;
  /** States of users; a user may have several. */
  readonly profiles: number;
  readonly rejected: number;
  /** The first hundred. */
  readonly rejectedLines: readonly RejectedLine[];
}

/** Loads events and profiles into a lake, all of them or, if anything fails, none. */
export async function loadRecords(load: LoadRecords): Promise<LoadReport> {
  const { directory, project } = load;
  let folder: string | undefined;
  const loadId = newLoadId();
  try {
    folder = await openLoadingFolder(directory, project, loadId);
    return await loadInto(folder, loadId, load);
  } catch (error) {
    throw isDiskFull(error) ? lakeDiskFull(directory, error) : error;
  } finally {
    if (folder) await rm(folder, { recursive: true, force: true });
  }
}

const maxRejectedLines = 100;

async function loadInto(folder: string, loadId: string, load: LoadRecords): Promise<LoadReport> {
  const { directory, project, paths, input, signal, onProgress, now = Date.now } = load;
  const databases = await databasesOf(directory, project, load.databases);
  const staging = join(folder, "staging");
  const data = join(folder, "data");
  await Promise.all([mkdir(staging), mkdir(data)]);
  const rejectedLines: RejectedLine[] = [];
  let rejected = 0;
  const reject = (line: RejectedLine): void => {
    rejected++;
    if (rejectedLines.length < maxRejectedLines) rejectedLines.push(line);
  };
  const shiftMs = load.shiftToNow ? await shiftToNow(paths, input, now) : 0;
  await using staged = new StagedLoad({ staging, data, databases, shiftMs });
  for (const path of paths) {
    for await (const lines of readRecords(path, input)) {
      signal?.throwIfAborted();
      for (const line of lines) {
        if ("reason" in line) {
          reject({ path, ...line });
          continue;
        }
        const record = parsed(line.text, line.line);
        if (record instanceof BadLineError) {
          reject({ path, line: line.line, reason: record.message });
          continue;
        }
        await staged.add(record);
      }
      onProgress?.(staged.records);
    }
  }
  const [first] = rejectedLines;
  if (load.strict && first) throw badLines(rejected, first);
  const { records, events, eventNames, profiles } = staged;
  const report = { records, events, eventNames, profiles, rejected, rejectedLines };
  if (records === 0) return { ...report, capturedAtMs: null };

  const loadFile: LoadFile = await staged.finish();
  await writeFile(join(data, loadFileName), JSON.stringify(loadFile));
  signal?.throwIfAborted();
  await fixDatabases(directory, project, databases, folder);
  return { ...report, capturedAtMs: await commitLoad({ directory, project, loadId, data, now }) };
}

const dayMs = 86_400_000;

/** By how many whole days the latest event is from now: parts are written before the last event is read. */
async function shiftToNow(paths: readonly string[], input: InputKind, now: () => EpochMs): Promise<number> {
  let latestTsMs = 0;
  for (const path of paths) {
    for await (const lines of readRecords(path, input)) {
      for (const line of lines) {
        const record = "text" in line ? parsed(line.text, line.line) : null;
        if (record && "event" in record) latestTsMs = Math.max(latestTsMs, record.event.tsMs);
      }
    }
  }
  return Math.floor((now() - latestTsMs) / dayMs) * dayMs;
}

function parsed(text: string, line: number): LoadedRecord | BadLineError {
  try {
    return parseRecordLine(text, line);
  } catch (error) {
    if (error instanceof BadLineError) return error;
    throw error;
  }
}

async function databasesOf(lake: string, project: string, asked: number | undefined): Promise<number> {
  const path = projectFile(lake, project);
  const known = await knownDatabases(path);
  if (known === null) return projectFileSchema.parse({ databases: asked ?? 1 }).databases;
  if (asked !== undefined && asked !== known) throw otherDatabases(asked, known);
  return known;
}

/** Null before the first load. Any other failure stops the load, or users would come to other databases than before. */
async function knownDatabases(path: string): Promise<number | null> {
  try {
    return projectFileSchema.parse(JSON.parse(await readFile(path, "utf8"))).databases;
  } catch (error) {
    if (isErrnoException(error, "ENOENT")) return null;
    throw lakeDamaged(path, error);
  }
}

/** Written by the first load; of two first loads at once, the second fails if it was for another number. */
async function fixDatabases(lake: string, project: string, databases: number, folder: string): Promise<void> {
  const path = projectFile(lake, project);
  const draft = join(folder, "lake.json");
  try {
    await writeFile(draft, JSON.stringify({ databases }), { flush: true });
    await link(draft, path);
  } catch (error) {
    if (!isErrnoException(error, "EEXIST")) throw error;
    await databasesOf(lake, project, databases);
  }
}

function projectFile(lake: string, project: string): string {
  return join(projectFolder(lake, project), "lake.json");
}

function isDiskFull(error: unknown): boolean {
  if (error instanceof SluiceError) return isDiskFull(error.cause);
  if (!(error instanceof Error)) return false;
  if ("code" in error) return error.code === "ENOSPC" || error.code === "EDQUOT";
  // DuckDB has one error for all that goes wrong with a file; what went wrong is in its text alone.
  return /No space left on device|Disk quota exceeded|not enough space|max_temp_directory_size/i.test(error.message);
}
