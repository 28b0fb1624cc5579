import { SluiceError } from "@sluice/types";

export function isDiskFull(error: unknown): boolean {
  if (error instanceof SluiceError) return isDiskFull(error.cause);
  if (!(error instanceof Error)) return false;
  if ("code" in error) return error.code === "ENOSPC" || error.code === "EDQUOT";
  // DuckDB has one error for all that goes wrong with a file; what went wrong is in its text alone.
  return /No space left on device|Disk quota exceeded|not enough space|max_temp_directory_size/i.test(error.message);
}
