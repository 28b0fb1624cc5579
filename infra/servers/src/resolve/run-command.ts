import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { plainEnvironment } from "../processes/environment.ts";

const execute = promisify(execFile);

/** What a command prints; empty if it fails. */
export async function outputOf(command: string, args: readonly string[]): Promise<string> {
  const done = await runCommand(command, args).catch(() => ({ stdout: "", stderr: "" }));
  return done.stdout + done.stderr;
}

/** Runs a command to its end; throws with what it printed if it fails. */
export function runCommand(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  user: { readonly uid: number; readonly gid: number } | undefined = undefined,
): Promise<{ stdout: string; stderr: string }> {
  const options = { env: { ...plainEnvironment(), ...env }, maxBuffer: 64 * 1024 * 1024, cwd: "/" };
  return execute(command, [...args], { ...options, ...user });
}
