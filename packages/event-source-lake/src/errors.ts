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

export function badLines(rejected: number, first: { readonly line: number; readonly reason: string }): SluiceError {
  return new SluiceError({
    code: "load.bad_lines",
    message: `${rejected} lines cannot be loaded; the first is line ${first.line}: ${first.reason}. Nothing was loaded, as --strict asks for it. Mend the lines or load without --strict.`,
    retryable: false,
  });
}

export function badInput(path: string, reason: string, cause?: unknown): SluiceError {
  return new SluiceError(
    { code: "load.bad_input", message: `${path} cannot be read: ${reason}. Nothing was loaded.`, retryable: false },
    { cause },
  );
}

export function otherDatabases(asked: number, has: number): SluiceError {
  return new SluiceError({
    code: "load.databases_fixed",
    message: `The project's events are spread over ${has} databases since its first load; ${asked} is not possible any more. Leave --databases out.`,
    retryable: false,
  });
}

/** `what` has them: `eventProps of the event "Charged"`, `profiles`. */
export function tooManyKeys(what: string, maxKeys: number): SluiceError {
  return new SluiceError({
    code: "load.too_many_keys",
    message: `The ${what} have more than ${maxKeys} different keys. Nothing was loaded. Put ids into values instead of keys, then load again.`,
    retryable: false,
  });
}
