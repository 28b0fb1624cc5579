import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { waitUntil } from "@sluice/test-kit";
import { z } from "zod";

const lineSchema = z.looseObject({ msg: z.string(), healthPort: z.number().optional() });
type LogLine = z.infer<typeof lineSchema>;

export interface EncoderProcess extends AsyncDisposable {
  readonly process: ChildProcess;
  readonly lines: readonly LogLine[];
  readonly exitCode: Promise<number | null>;
  line(msg: string): Promise<LogLine>;
  /** What it wrote on standard error. */
  errors(): string;
}

/** A disk of its own for a process, on a folder that exists; it goes with the process. */
export interface SmallDisk {
  readonly folder: string;
  readonly megabytes: number;
}

const main = fileURLToPath(new URL("./encoder-main.ts", import.meta.url));

/** Starts an encoder of lines in a process of its own. */
export function encoderProcess(env: Readonly<Record<string, string>>, disk?: SmallDisk): EncoderProcess {
  const [program, ...args] = disk ? onDisk(disk) : [process.execPath, main];
  const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  const lines: LogLine[] = [];
  let errors = "";
  child.stderr.on("data", (text) => {
    errors += text;
  });
  createInterface(child.stdout).on("line", (text) => lines.push(lineSchema.parse(JSON.parse(text))));
  const exitCode = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return {
    process: child,
    lines,
    exitCode,
    errors: () => errors,
    line: (msg) => waitUntil(`the log says ${msg}`, () => lines.find((line) => line.msg === msg)),
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await exitCode;
    },
  };
}

/** In a mount namespace that goes with the process; each program becomes the next, so the process id stays. */
function onDisk({ folder, megabytes }: SmallDisk): readonly [string, ...string[]] {
  const asRoot = process.getuid?.() === 0 ? [] : ["--user", "--map-root-user"];
  const script = 'mount -t tmpfs -o size="$2"m tmpfs "$1" && exec "$3" "$4"';
  const mount = ["--mount", "sh", "-c", script, "sh", folder, String(megabytes), process.execPath, main];
  return ["unshare", ...asRoot, ...mount];
}
