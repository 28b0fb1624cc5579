import { SluiceError } from "@sluice/types";
import { nearestName } from "./nearest-name.ts";

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
