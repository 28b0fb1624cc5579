import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import type { EpochMs } from "@sluice/types";
import { isErrnoException } from "../errno.ts";
import { lakeDamaged, lakeFullAtSeal, lakeReadOnly } from "../errors.ts";
import { loadingFolder, projectFolder, sealFileSchema } from "../lake-layout.ts";
import { lockProject, type ProjectLock } from "./lock-project.ts";
import { syncPath } from "./sync.ts";

/**
 * Sees to it that every load captured before an instant is visible by now and that none will ever be, whatever any
 * machine's clock says: whoever commits a load takes a captured-at from the seal on. Harmless to repeat.
 */
export async function seal(lake: string, project: string, capturedBeforeMs: EpochMs): Promise<void> {
  if ((await sealedUntil(lake, project)) >= capturedBeforeMs) return;
  try {
    await mkdir(loadingFolder(lake, project), { recursive: true });
    for (;;) {
      await using lock = await lockProject(lake, project);
      if ((await sealedUntil(lake, project)) >= capturedBeforeMs) return;
      if (await writeSeal(lake, project, capturedBeforeMs, lock)) return;
    }
  } catch (error) {
    if (isErrnoException(error, "ENOSPC", "EDQUOT")) throw lakeFullAtSeal(lake, error);
    throw isErrnoException(error, "EROFS", "EACCES", "EPERM") ? lakeReadOnly(lake, error) : error;
  }
}

/** 0 where nothing has been sealed yet. */
export async function sealedUntil(lake: string, project: string): Promise<EpochMs> {
  const path = sealFile(lake, project);
  try {
    return sealFileSchema.parse(JSON.parse(await readFile(path, "utf8"))).capturedBeforeMs;
  } catch (error) {
    if (isErrnoException(error, "ENOENT")) return 0;
    throw lakeDamaged(path, error);
  }
}

/** False where the lock was lost meanwhile: another seal may have been written, and loads after it. */
async function writeSeal(
  lake: string,
  project: string,
  capturedBeforeMs: EpochMs,
  lock: ProjectLock,
): Promise<boolean> {
  const path = sealFile(lake, project);
  const draft = join(loadingFolder(lake, project), `seal.${process.pid}.${hostname()}`);
  {
    await using file = await open(draft, "w");
    await file.writeFile(JSON.stringify({ capturedBeforeMs }));
    await file.sync();
  }
  if (!(await lock.isHeld())) {
    await rm(draft, { force: true });
    return false;
  }
  await rename(draft, path);
  await syncPath(projectFolder(lake, project));
  await syncPath(lake);
  return true;
}

function sealFile(lake: string, project: string): string {
  return join(projectFolder(lake, project), "seal.json");
}
