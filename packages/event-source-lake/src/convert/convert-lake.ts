import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { DuckDBInstance } from "@duckdb/node-api";
import { isErrnoException } from "../errno.ts";
import { lakeDamaged } from "../errors.ts";
import { layoutVersion, loadFolder, loadingFolder, loadsFolder } from "../lake-layout.ts";
import { newLoadId, openLoadingFolder } from "../load/commit-load.ts";
import { projectFileOf, replaceProjectFile } from "../load/project-databases.ts";
import { commitEntry } from "../log/commit-entry.ts";
import { logReader } from "../log/read-log.ts";
import { seal } from "../seal.ts";
import { convertLoad } from "./convert-load.ts";
import { parseRowLoadName, rowLoadsFolder, rowSealFile, rowSealSchema } from "./rows-layout.ts";

export interface ConvertLake {
  /** The lake's folder. */
  readonly directory: string;
  readonly onProgress?: (progress: ConvertProgress) => void;
  readonly signal?: AbortSignal;
}

export interface ConvertProgress {
  readonly project: string;
  readonly loads: number;
  readonly totalLoads: number;
}

/**
 * Brings every project of a lake of the first layout into the present one, and gives those that it converted. Each load
 * is converted by itself and keeps its id, so it goes on where it was killed; what was there goes last of all.
 */
export async function convertLake(options: ConvertLake): Promise<string[]> {
  const converted: string[] = [];
  for (const project of await projectsIn(options.directory)) {
    const file = await projectFileOf(options.directory, project);
    if (file?.layout !== 1) continue;
    await convertProject(options, project, file.databases);
    converted.push(project);
  }
  return converted;
}

/** Every project that something was loaded for. */
export async function projectsIn(lake: string): Promise<string[]> {
  try {
    const entries = await readdir(lake, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
      .map(({ name }) => decodeURIComponent(name));
  } catch (error) {
    if (isErrnoException(error, "ENOENT")) return [];
    throw error;
  }
}

async function convertProject({ directory, onProgress, signal }: ConvertLake, project: string, databases: number) {
  const folder = await openLoadingFolder(directory, project, newLoadId());
  const duckdb = await DuckDBInstance.create(":memory:", { memory_limit: "256MB", threads: "1" });
  try {
    const names = (await readdir(rowLoadsFolder(directory, project))).filter(parseRowLoadName).sort();
    for (const [loads, name] of names.entries()) {
      signal?.throwIfAborted();
      onProgress?.({ project, loads, totalLoads: names.length });
      await convertOne({ directory, project, folder, duckdb }, name);
    }
    onProgress?.({ project, loads: names.length, totalLoads: names.length });
    await sealAsBefore(directory, project);
    await replaceProjectFile(directory, project, { layout: layoutVersion, databases }, folder);
    await removeRows(directory, project, folder);
  } finally {
    duckdb.closeSync();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Converting {
  readonly directory: string;
  readonly project: string;
  readonly folder: string;
  readonly duckdb: DuckDBInstance;
}

async function convertOne({ directory, project, folder, duckdb }: Converting, name: string): Promise<void> {
  const { capturedAtMs, id } = parseRowLoadName(name) ?? { capturedAtMs: 0, id: "" };
  if (await isThere(directory, project, id)) return;
  const from = join(rowLoadsFolder(directory, project), name);
  const data = join(folder, id);
  const connection = await duckdb.connect();
  try {
    const summary = await convertLoad(connection, { from, data, id });
    if (!(await takePlace(directory, project, id, data))) return;
    await commitEntry({ directory, project }, ({ loads, replaced }) => {
      if (loads.has(id) || replaced.has(id)) return null;
      const captured = { fromMs: capturedAtMs, toMs: capturedAtMs };
      return { type: "load", load: { ...summary, captured }, isConverted: true };
    });
  } finally {
    connection.closeSync();
  }
}

async function isThere(directory: string, project: string, id: string): Promise<boolean> {
  const { loads, replaced, discarded } = await logReader(directory).latest(project);
  return loads.has(id) || replaced.has(id) || discarded.has(id);
}

const waitMs = 500;
const maxWaits = 60;

/** False where another one, who converts the same lake, has put the load there. One who died before saying so is followed. */
async function takePlace(directory: string, project: string, id: string, data: string): Promise<boolean> {
  const place = loadFolder(directory, project, id);
  await mkdir(loadsFolder(directory, project), { recursive: true });
  for (let waits = 0; ; waits++) {
    try {
      await rename(data, place);
      return true;
    } catch (error) {
      if (!isErrnoException(error, "ENOTEMPTY", "EEXIST")) throw error;
    }
    if (await isThere(directory, project, id)) return false;
    if (waits >= maxWaits) await rm(place, { recursive: true, force: true });
    else await setTimeout(waitMs);
  }
}

async function sealAsBefore(directory: string, project: string): Promise<void> {
  const path = rowSealFile(directory, project);
  try {
    const { capturedBeforeMs } = rowSealSchema.parse(JSON.parse(await readFile(path, "utf8")));
    await seal({ directory, project }, capturedBeforeMs);
  } catch (error) {
    if (!isErrnoException(error, "ENOENT")) throw lakeDamaged(path, error);
  }
}

/** Nobody reads it any more. */
async function removeRows(directory: string, project: string, folder: string): Promise<void> {
  await rename(rowLoadsFolder(directory, project), join(folder, "rows"));
  await rm(rowSealFile(directory, project), { force: true });
  await rm(join(loadingFolder(directory, project), "lock"), { force: true });
}
