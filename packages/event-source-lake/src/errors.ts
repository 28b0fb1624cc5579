import { SluiceError } from "@sluice/types";

export function lakeDiskFull(folder: string, cause: unknown): SluiceError {
  return new SluiceError(
    {
      code: "lake.disk_full",
      message: `The disk under the lake ${folder} is full. Nothing was loaded. Free some space (a load needs about three times its input), then load again.`,
      retryable: false,
    },
    { cause },
  );
}

export function lakeFullAtSeal(folder: string, cause: unknown): SluiceError {
  return new SluiceError(
    {
      code: "lake.disk_full",
      message: `The disk under the lake ${folder} is full, and a run has to note there how far it is exported. Free some space; it is tried again.`,
      retryable: true,
    },
    { cause },
  );
}

/** What reading a file of the lake failed with. DuckDB names the kind of an error at the start of its text. */
export function lakeFailure(path: string, cause: unknown): SluiceError {
  const isOutOfMemory = cause instanceof Error && cause.message.startsWith("Out of Memory Error");
  return isOutOfMemory ? lakeOutOfMemory(path, cause) : lakeDamaged(path, cause);
}

function lakeOutOfMemory(path: string, cause: unknown): SluiceError {
  return new SluiceError(
    {
      code: "lake.out_of_memory",
      message: `The lake's file ${path} needs more memory to be read than there was at the time. It is tried again; if it stays so, run fewer jobs at once.`,
      retryable: true,
    },
    { cause },
  );
}

export function lakeDamaged(path: string, cause?: unknown): SluiceError {
  return new SluiceError(
    {
      code: "lake.damaged",
      message: `The lake's file ${path} is missing or not what was loaded. Restore it from a backup, or load its events again.`,
      retryable: false,
    },
    { cause },
  );
}

export function lakeFullAtMerge(folder: string, cause: unknown): SluiceError {
  return new SluiceError(
    {
      code: "lake.disk_full",
      message: `The disk under the lake ${folder} is full, so small loads were not merged. Nothing is lost. Free some space (a merge needs as much again as what it merges); it is tried again.`,
      retryable: true,
    },
    { cause },
  );
}

export function lakeFullAtForgetting(folder: string, cause: unknown): SluiceError {
  return new SluiceError(
    {
      code: "lake.disk_full",
      message: `The disk under the lake ${folder} is full, and to forget a user the loads that hold records of that user are written anew. Free some space; it is tried again.`,
      retryable: true,
    },
    { cause },
  );
}

export function lakeReadOnlyAtForgetting(folder: string, cause: unknown): SluiceError {
  return new SluiceError(
    {
      code: "lake.read_only",
      message: `The lake ${folder} cannot be written to, so no user can be forgotten. Give workflow-service leave to write to that folder; it is tried again.`,
      retryable: true,
    },
    { cause },
  );
}

/** The plan names files that were rewritten without a user since, and removed. */
export function lakeForgotten(): SluiceError {
  return new SluiceError({
    code: "lake.forgotten",
    message:
      "A user was forgotten after this run was planned, and the files that it was planned by are gone. Create a new export; stop a recurring one, and resume it from now.",
    retryable: false,
  });
}

export function lakeNotWritable(folder: string, cause: unknown): SluiceError {
  return new SluiceError(
    {
      code: "lake.read_only",
      message: `The lake ${folder} is no folder that you may write to. Nothing was loaded. Check SLUICE_LAKE, or load as a user who may.`,
      retryable: false,
    },
    { cause },
  );
}

/** `what` cannot be done there: `rename a folder`. */
export function unsuitableFileSystem(folder: string, what: string, cause?: unknown): SluiceError {
  return new SluiceError(
    {
      code: "lake.unsuitable_file_system",
      message: `The lake ${folder} is on a file system that cannot ${what}, so loads and exports there would not be safe. Put the lake on a local disk, a block volume or NFS, not on a mounted bucket.`,
      retryable: false,
    },
    { cause },
  );
}

export function lakeReadOnly(folder: string, cause: unknown): SluiceError {
  return new SluiceError(
    {
      code: "lake.read_only",
      message: `The lake ${folder} cannot be written to, and a run has to note there how far it is exported. Give workflow-service leave to write to that folder, then press Retry.`,
      retryable: false,
    },
    { cause },
  );
}

export function otherLayout(path: string, layout: number): SluiceError {
  const advice = layout === 1 ? "Run `sluice lake convert` once." : "A newer Sluice wrote it; use that one.";
  return new SluiceError({
    code: "lake.other_layout",
    message: `By ${path} the lake is laid out in another way than this Sluice reads. ${advice}`,
    retryable: false,
  });
}
