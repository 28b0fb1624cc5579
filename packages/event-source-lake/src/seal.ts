import type { EpochMs } from "@sluice/types";
import { isErrnoException } from "./errno.ts";
import { lakeFullAtSeal, lakeReadOnly } from "./errors.ts";
import { commitEntry, type LogPlace } from "./log/commit-entry.ts";
import { logReader } from "./log/read-log.ts";

/**
 * Sees to it that every load captured before an instant is visible by now and that none will ever be, whatever any
 * machine's clock says: whoever commits a load takes a captured-at from the seal on. Harmless to repeat.
 */
export async function seal({ directory, project }: LogPlace, capturedBeforeMs: EpochMs): Promise<void> {
  const { sealedUntilMs } = await logReader(directory).latest(project);
  if (sealedUntilMs >= capturedBeforeMs) return;
  try {
    await commitEntry({ directory, project }, (state) =>
      state.sealedUntilMs >= capturedBeforeMs ? null : { type: "seal", capturedBeforeMs },
    );
  } catch (error) {
    if (isErrnoException(error, "ENOSPC", "EDQUOT")) throw lakeFullAtSeal(directory, error);
    throw isErrnoException(error, "EROFS", "EACCES", "EPERM") ? lakeReadOnly(directory, error) : error;
  }
}
