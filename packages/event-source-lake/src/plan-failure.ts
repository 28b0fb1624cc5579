import { access } from "node:fs/promises";
import { SluiceError } from "@sluice/types";
import { lakeFailure, lakeForgotten } from "./errors.ts";
import { loadFolder } from "./lake-layout.ts";
import type { LogReader } from "./log/read-log.ts";

export interface LakeOfPlans {
  readonly directory: string;
  readonly log: LogReader;
}

export interface ReadPlan {
  readonly project: string;
  /** How much of the log it was made by. */
  readonly at: number;
  /** Those that are read; null for all that there were. */
  readonly loads: readonly string[] | null;
}

/**
 * What reading by a plan failed with. Its loads stay for as long as it may be read by, but for those of which a user had
 * to be forgotten.
 */
export async function planFailure(
  { directory, log }: LakeOfPlans,
  { project, at, loads }: ReadPlan,
  path: string,
  cause: unknown,
): Promise<SluiceError> {
  const named = loads ?? [...(await log.at(project, at)).loads.keys()];
  const state = await log.latest(project);
  if (at < state.lastForgetAt) {
    const replaced = named.filter((id) => !state.loads.has(id));
    for (const id of replaced) {
      if (!(await isThere(loadFolder(directory, project, id)))) return lakeForgotten();
    }
  }
  return cause instanceof SluiceError ? cause : lakeFailure(path, cause);
}

async function isThere(folder: string): Promise<boolean> {
  try {
    await access(folder);
    return true;
  } catch {
    return false;
  }
}
