import { readFile } from "node:fs/promises";
import { SluiceError } from "@sluice/types";

export function serverMissing(name: string, version: string, tried: readonly string[]): SluiceError {
  return new SluiceError({
    code: "local.server_missing",
    message:
      `${name} ${version} is needed and was not found. Tried: ${tried.join("; ")}. ` +
      `Put a "${name}" binary on PATH, or install Go 1.25 or newer, or allow downloads from github.com, and start again.`,
    retryable: true,
  });
}

export function checksumMismatch(file: string): SluiceError {
  return new SluiceError({
    code: "local.checksum_mismatch",
    message: `${file} does not have the checksum that its release lists. It was thrown away; start again to fetch it anew.`,
    retryable: true,
  });
}

/** A process that ended or did not become ready; shows the end of its log, which says why. */
export async function processFailed(
  name: string,
  what: string,
  logFile: string,
  cause?: unknown,
): Promise<SluiceError> {
  const log = await readFile(logFile, "utf8").catch(() => "");
  const end = log.trim().split("\n").slice(-30).join("\n");
  const failure = {
    code: "local.process_failed",
    message: `${name} ${what}. The end of its log (${logFile}):\n${end || "(empty)"}`,
    retryable: true,
  };
  return new SluiceError(failure, { cause });
}

/** A folder that something has to be kept in, and the variable that names another one. */
export function folderNotWritable(folder: string, what: string, variable: string, cause: unknown): SluiceError {
  const reason = cause instanceof Error && "code" in cause ? ` (${cause.code})` : "";
  const failure = {
    code: "local.folder_not_writable",
    message: `${what} in ${folder}, which cannot be written to${reason}. Set ${variable} to a folder that can.`,
    retryable: false,
  };
  return new SluiceError(failure, { cause });
}

export function userNotKnown(uid: number | undefined): SluiceError {
  return new SluiceError({
    code: "local.user_not_known",
    message:
      `PostgreSQL does not run as a user without a name, and this machine has none for user ${uid ?? "?"}. ` +
      "Start Sluice as a user who is in /etc/passwd, or add this one to it.",
    retryable: false,
  });
}

export function rootNotPossible(closedFolder?: string, cause?: unknown): SluiceError {
  const failure = {
    code: "local.root_not_possible",
    message: closedFolder
      ? `PostgreSQL does not run as root, and no other user may enter ${closedFolder}: setpriv (util-linux) cannot hand on the right to. Start Sluice as another user, or let others pass: chmod o+x ${closedFolder}`
      : "PostgreSQL does not run as root, and there is neither a user postgres nor nobody. Start Sluice as another user.",
    retryable: false,
  };
  return new SluiceError(failure, { cause });
}
