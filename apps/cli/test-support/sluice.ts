import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text as readText } from "node:stream/consumers";

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

const main = join(import.meta.dirname, "../src/main.ts");
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

/** Runs the CLI with nobody who reads what it prints to stdout. */
export async function sluiceUnread(args: readonly string[]): Promise<Omit<Ran, "stdout">> {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, [main, ...args], { env: { PATH, HOME, NO_COLOR: "1" }, cwd: root });
  child.stdout.destroy();
  child.stdin.end();
  const [stderr, [exitCode]] = await Promise.all([readText(child.stderr), once(child, "close")]);
  return { exitCode: Number(exitCode), stderr };
}

/** Runs the CLI and sends it Ctrl-C as soon as it has printed something like this. */
export async function sluiceInterrupted(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  when: RegExp,
): Promise<Ran> {
  const { PATH = "", HOME = "" } = process.env;
  const env = { PATH, HOME, NO_COLOR: "1", ...environment };
  const child = spawn(process.execPath, [main, ...args], { env, cwd: root });
  child.stdin.end();
  const stderr = readText(child.stderr);
  const ended = once(child, "close");
  let stdout = "";
  for await (const text of child.stdout.setEncoding("utf8")) {
    stdout += text;
    if (when.test(stdout)) child.kill("SIGINT");
  }
  const [exitCode] = await ended;
  return { exitCode: Number(exitCode), stdout, stderr: await stderr };
}
