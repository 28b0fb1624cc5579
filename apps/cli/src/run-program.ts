import { type Command, CommanderError, type OutputConfiguration } from "commander";
import pc from "picocolors";
import type { Cli } from "./cli.ts";
import { AlreadySaid } from "./errors.ts";
import type { GlobalOptions } from "./open-command.ts";
import { errorText, isMistake, toldError } from "./output/error-text.ts";
import { sluiceProgram } from "./program.ts";

export interface ProgramRun {
  /** Without the names of Node and the script. */
  readonly argv: readonly string[];
  readonly openCli: (options: GlobalOptions) => Promise<Cli>;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  readonly signal: AbortSignal;
}

const exitCodes = { ok: 0, failure: 1, usage: 2, interrupted: 130 } as const;

/**
 * Runs one command and gives its exit code: 0, 1 for a failure, 2 for what was typed wrongly, whoever found it, and 130
 * for Ctrl-C.
 */
export async function runProgram({ argv, openCli, stdout, stderr, signal }: ProgramRun): Promise<number> {
  const isJson = argv.includes("--json");
  let running: Command | null = null;
  const program = sluiceProgram(openCli).hook("preAction", (_, command) => {
    running = command;
  });
  const writeErr = (text: string) => isJson || stderr.write(text);
  inheritOutput(program, {
    writeOut: (text) => stdout.write(text),
    writeErr,
    outputError: (text, write) => write(text.replace(/^error: /, `${pc.red("✗")} `)),
  });
  try {
    await program.parseAsync(argv, { from: "user" });
    return exitCodes.ok;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return exitCodes.ok;
      if (isJson) stderr.write(errorJson(error, null));
      return exitCodes.usage;
    }
    if (error instanceof AlreadySaid) return exitCodes.failure;
    if (signal.aborted) return exitCodes.interrupted;
    stderr.write(isJson ? errorJson(error, running) : errorText(toldError(error, running)));
    return isMistake(error) ? exitCodes.usage : exitCodes.failure;
  }
}

/** Commands take over what their parent had when they were added; this came later. */
function inheritOutput(command: Command, output: OutputConfiguration): void {
  command.configureOutput(output);
  for (const child of command.commands) inheritOutput(child, output);
}

function errorJson(error: unknown, command: Command | null): string {
  return `${JSON.stringify({ error: toldError(error, command) })}\n`;
}
