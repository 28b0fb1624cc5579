import { SluiceError } from "@sluice/types";
import { nearestName } from "./load/nearest-name.ts";

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

/** Where a line cannot be loaded, and why; the kind is the reason without what is the line's own. */
export interface RejectedLine {
  readonly path: string;
  readonly line: number;
  readonly reason: string;
  readonly kind: string;
}

export interface Rejections {
  /** Lines that hold anything, good and bad. */
  readonly lines: number;
  readonly rejected: number;
  /** The first hundred. */
  readonly rejectedLines: readonly RejectedLine[];
  /** How many there are of each kind, the most first. */
  readonly rejectedByKind: readonly { readonly kind: string; readonly lines: number }[];
}

/** More lines are bad than may be, so nothing was loaded. */
export class BadLinesError extends SluiceError {
  readonly rejections: Rejections;

  constructor(rejections: Rejections, hints: readonly string[]) {
    const { lines, rejected } = rejections;
    const rest = rejected < lines ? `, or load the others with --max-bad-lines ${rejected}` : "";
    const message = `${rejected} of ${lines} lines cannot be loaded, so nothing was loaded. Mend ${rejected === 1 ? "it" : "them"}${rest}.`;
    super({ code: "load.bad_lines", message: [message, ...hints].join(" "), retryable: false });
    this.rejections = rejections;
  }
}

/** An input without a line, and in which way it is without. */
export interface EmptyInput {
  readonly name: string;
  readonly reason: "is empty" | "has a header and no rows";
}

export function nothingToLoad(inputs: readonly EmptyInput[]): SluiceError {
  const [first] = inputs;
  const others = inputs.length > 1 ? `, and so on with ${inputs.length - 1} more` : "";
  const message = `${first?.name} ${first?.reason}${others}. Nothing was loaded.`;
  return new SluiceError({ code: "load.empty", message, retryable: false });
}

export function missingColumns(
  path: string,
  missing: readonly string[],
  columns: readonly string[],
  delimiter = ",",
): SluiceError {
  const [first = "", ...others] = missing;
  const what = others.length === 0 ? `column ${quoted(first)}` : `columns ${missing.map(quoted).join(", ")}`;
  const near = others.length === 0 ? nearestName(first, columns) : null;
  const advice = delimiterAdvice(columns, delimiter) ?? (near === null ? "" : ` Did you mean ${quoted(near)}?`);
  return new SluiceError({
    code: "load.missing_column",
    message: `${path} has no ${what}, which the mapping names. It has: ${listed(columns)}.${advice} Nothing was loaded.`,
    retryable: false,
  });
}

/** What separates the cells of a file that seems to have one column. */
function delimiterAdvice(columns: readonly string[], delimiter: string): string | null {
  const [only = ""] = columns;
  if (columns.length !== 1) return null;
  const names: Readonly<Record<string, string>> = { ";": "semicolons", "\t": "tabs", "|": "bars", ",": "commas" };
  const found = Object.keys(names).find((other) => other !== delimiter && only.includes(other));
  if (found === undefined) return null;
  return ` That is one column, as its cells are separated by ${names[found]}: say "delimiter": ${quoted(found)} in the mapping.`;
}

const maxListed = 50;

function listed(columns: readonly string[]): string {
  const more = columns.length > maxListed ? ` and ${columns.length - maxListed} more` : "";
  return (
    columns
      .slice(0, maxListed)
      .map((column) => quoted(column.slice(0, maxColumnText)))
      .join(", ") + more
  );
}

const maxColumnText = 200;
const quoted = (text: string) => JSON.stringify(text);

export function repeatedColumn(path: string, column: string): SluiceError {
  return badInput(path, `it has two columns ${quoted(column)}, and the mapping takes one; rename one of them`);
}

/** `fault` says what is wrong with the column that the mapping takes times from, and what to do. */
export function badTimeColumn(path: string, fault: string): SluiceError {
  return new SluiceError({
    code: "load.time_column",
    message: `In ${path} ${fault}. Nothing was loaded.`,
    retryable: false,
  });
}

export function badInput(path: string, reason: string, cause?: unknown): SluiceError {
  return new SluiceError(
    { code: "load.bad_input", message: `${path} cannot be read: ${reason}. Nothing was loaded.`, retryable: false },
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

/** The load took so long that its files were taken for those of a loader that had died. */
export function loadDiscarded(): SluiceError {
  return new SluiceError({
    code: "load.discarded",
    message: "This load stood still for so long that its files were cleared away. Nothing was loaded. Load again.",
    retryable: false,
  });
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
