import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { lakeDamaged } from "./errors.ts";
import { type LoadFile, loadFileName, loadFileSchema, loadFolder } from "./lake-layout.ts";
import type { LoadSummary } from "./log/log-entry.ts";
import { isTouched, type Selection } from "./selection.ts";

/** One load as the lake has it. */
export interface Load extends LoadSummary {
  readonly file: LoadFile;
}

/** Opens those of some loads that may hold something of a selection, in the order of their capture. */
export type ListLoads = (project: string, loads: Iterable<LoadSummary>, selection: Selection) => AsyncIterable<Load>;

/** Loads kept in memory, as they never change; more are read again when they are needed. */
const maxKept = 512;
const readAtOnce = 16;

export function loadLister(lake: string): ListLoads {
  const kept = new Map<string, Promise<LoadFile>>();
  const fileOf = (project: string, id: string): Promise<LoadFile> => {
    const path = join(loadFolder(lake, project, id), loadFileName);
    const known = kept.get(path);
    if (known) return known;
    const file = readLoadFile(path);
    if (kept.size < maxKept) {
      kept.set(path, file);
      file.catch(() => kept.delete(path));
    }
    return file;
  };
  return async function* listLoads(project, loads, selection) {
    const chosen = [...loads]
      .filter((load) => isTouched(load, selection))
      .sort((a, b) => a.captured.fromMs - b.captured.fromMs || (a.id < b.id ? -1 : 1));
    for (let start = 0; start < chosen.length; start += readAtOnce) {
      const some = chosen.slice(start, start + readAtOnce);
      const files = some.map((load) => fileOf(project, load.id));
      for (const file of files) file.catch(() => undefined);
      for (const [index, load] of some.entries()) {
        const file = await files[index];
        if (file) yield { ...load, file };
      }
    }
  };
}

/** One load's file, read anew. */
export async function readLoad(lake: string, project: string, load: LoadSummary): Promise<Load> {
  return { ...load, file: await readLoadFile(join(loadFolder(lake, project, load.id), loadFileName)) };
}

async function readLoadFile(path: string): Promise<LoadFile> {
  try {
    return loadFileSchema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    throw lakeDamaged(path, error);
  }
}
