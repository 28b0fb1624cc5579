import { spawn } from "node:child_process";
import { Socket } from "node:net";
import { fileURLToPath } from "node:url";

/** Ends what this process started when this process is gone, even by kill -9. */
export interface Guard {
  readonly pid: number | undefined;
  /** `signal` asks the process to end; SIGKILL follows if it does not. */
  watch(pid: number, signal: "SIGTERM" | "SIGINT"): void;
  release(pid: number): void;
  /** Removes the directory when this process is gone. */
  remove(directory: string): void;
  keep(directory: string): void;
}

let guard: Guard | undefined;

/** This process's guard; started when it is first needed. */
export function processGuard(): Guard {
  guard ??= startGuard();
  return guard;
}

function startGuard(): Guard {
  const child = spawn(process.execPath, [fileURLToPath(new URL("./guard-process.ts", import.meta.url))], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
    cwd: "/",
    env: {},
  });
  child.unref();
  // Neither the guard nor the pipe to it keeps this process running.
  if (child.stdin instanceof Socket) child.stdin.unref();
  child.stdin.on("error", () => undefined);
  const tell = (...words: readonly (string | number)[]) => void child.stdin.write(`${words.join("\t")}\n`);
  return {
    pid: child.pid,
    watch: (pid, signal) => tell("watch", pid, signal),
    release: (pid) => tell("release", pid),
    remove: (directory) => tell("remove", directory),
    keep: (directory) => tell("keep", directory),
  };
}
