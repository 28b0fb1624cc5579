import { execFile } from "node:child_process";
import { join } from "node:path";

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

const main = join(import.meta.dirname, "main.ts");
const root = join(import.meta.dirname, "../../..");

/** Runs the CLI as a process of its own, with these variables and no others that it knows. */
export function sluice(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  stdin = "",
): Promise<Ran> {
  const { PATH = "", HOME = "" } = process.env;
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [main, ...args],
      { env: { PATH, HOME, NO_COLOR: "1", ...environment }, cwd: root, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        const exitCode = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
        resolve({ exitCode, stdout, stderr });
      },
    );
    child.stdin?.end(stdin);
  });
}
