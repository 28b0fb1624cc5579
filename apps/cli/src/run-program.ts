import { SluiceError } from "@sluice/types";
import { CommanderError } from "commander";
import pc from "picocolors";
import type { Cli } from "./cli.ts";
import { AlreadySaid, ProblemError, UsageError } from "./errors.ts";
import { printable } from "./output/table.ts";
import { type GlobalOptions, sluiceProgram } from "./program.ts";

export interface ProgramRun {
  /** Without the names of Node and the script. */
  readonly argv: readonly string[];
  readonly openCli: (options: GlobalOptions) => Promise<Cli>;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  readonly signal: AbortSignal;
}

const exitCodes = { ok: 0, failure: 1, usage: 2, interrupted: 130 } as const;

/** Runs one command and gives its exit code: 0, 1 for a failure, 2 for what was typed wrongly, 130 for Ctrl-C. */
export async function runProgram({ argv, openCli, stdout, stderr, signal }: ProgramRun): Promise<number> {
  const program = sluiceProgram(openCli);
  program.configureOutput({ writeOut: (text) => stdout.write(text), writeErr: (text) => stderr.write(text) });
  try {
    await program.parseAsync(argv, { from: "user" });
    return exitCodes.ok;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    if (error instanceof AlreadySaid) return exitCodes.failure;
    if (signal.aborted) return exitCodes.interrupted;
    stderr.write(argv.includes("--json") ? `${JSON.stringify({ error: errorValue(error) })}\n` : errorText(error));
    return error instanceof UsageError ? exitCodes.usage : exitCodes.failure;
  }
}

function errorText(error: unknown): string {
  const { code, message, fields } = errorValue(error);
  const lines = fields.map(
    ({ in: place, pointer, message: what }) => `    ${place} ${pc.bold(pointer || "/")}  ${what}`,
  );
  return `${[`${pc.red("✗")} ${message} ${pc.dim(`(${code})`)}`, ...lines].map(withoutControls).join("\n")}\n`;
}

/** Colours stay, what came from outside cannot add any. */
function withoutControls(line: string): string {
  return line.split("\x1b").map(printable).join("\x1b");
}

function errorValue(error: unknown) {
  if (error instanceof ProblemError) {
    const { code, detail, errors = [] } = error.problem;
    return { code, message: detail, fields: errors };
  }
  if (error instanceof SluiceError) return { code: error.code, message: error.message, fields: [] };
  return {
    code: "internal",
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    fields: [],
  };
}
