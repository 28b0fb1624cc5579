import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { EpochMs, EventSchema } from "@sluice/types";
import { isErrnoException } from "./errno.ts";
import { lakeDamaged } from "./errors.ts";
import { capturedAtOf, type LoadFile, loadFileName, loadFileSchema, loadsFolder } from "./lake-layout.ts";

/** One load as the lake has it. */
export interface Load {
  readonly name: string;
  readonly capturedAtMs: EpochMs;
  readonly parts: LoadFile["parts"];
  readonly schemas: ReadonlyMap<string, EventSchema>;
  readonly profiles: LoadFile["profiles"];
}

/** Lists a project's loads in the order of their capture. Loads never change, so each is read once. */
export type ListLoads = (project: string, captured: CapturedRange) => AsyncIterable<Load>;

export interface CapturedRange {
  readonly fromMs: EpochMs;
  readonly toMs: EpochMs;
}

/** Loads kept in memory; more are read again when they are needed. */
const maxKept = 256;

export function loadLister(lake: string): ListLoads {
  const kept = new Map<string, Load>();
  return async function* listLoads(project, { fromMs, toMs }) {
    const folder = loadsFolder(lake, project);
    for (const name of (await namesIn(folder)).sort()) {
      const capturedAtMs = capturedAtOf(name);
      if (capturedAtMs === null || capturedAtMs < fromMs || capturedAtMs >= toMs) continue;
      const path = join(folder, name);
      const load = kept.get(path) ?? (await readLoad(path, name, capturedAtMs));
      if (kept.size < maxKept) kept.set(path, load);
      yield load;
    }
  };
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isErrnoException(error, "ENOENT")) return [];
    throw error;
  }
}

async function readLoad(path: string, name: string, capturedAtMs: EpochMs): Promise<Load> {
  const file = join(path, loadFileName);
  try {
    const { parts, schemas, profiles } = loadFileSchema.parse(JSON.parse(await readFile(file, "utf8")));
    return {
      name,
      capturedAtMs,
      parts,
      profiles,
      schemas: new Map(schemas.map(({ eventName, schema }) => [eventName, schema])),
    };
  } catch (error) {
    throw lakeDamaged(file, error);
  }
}
