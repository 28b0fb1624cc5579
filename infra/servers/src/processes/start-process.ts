import { spawn } from "node:child_process";
import { once } from "node:events";
import { open } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { processFailed } from "../errors.ts";
import { plainEnvironment } from "./environment.ts";
import { processGuard } from "./guard.ts";
import { StopWaiting, waitUntil } from "./wait-until.ts";

export interface ProcessOptions {
  /** For people. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Gets both outputs, after what it holds already. */
  readonly logFile: string;
  readonly user?: { readonly uid: number; readonly gid: number };
  /** Asks the process to end; SIGTERM unless told. */
  readonly stopSignal?: "SIGTERM" | "SIGINT";
  /** How long it may take to end before it is killed. */
  readonly graceMs?: number;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface StartedProcess extends AsyncDisposable {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  readonly exited: Promise<Exit>;
  isRunning(): boolean;
  kill(signal: NodeJS.Signals): void;
  /** Asks, waits, and kills if need be. */
  stop(): Promise<void>;
}

/**
 * Starts a process that ends with this one, whatever happens. It has a process group of its own, so Ctrl-C reaches it
 * only through us and things can end in order.
 */
export async function startProcess(options: ProcessOptions): Promise<StartedProcess> {
  const { name, command, args, logFile, stopSignal = "SIGTERM", graceMs = 20_000 } = options;
  await using log = await open(logFile, "a", 0o600);
  const child = spawn(command, args, {
    env: { ...plainEnvironment(), ...options.env },
    stdio: ["ignore", log.fd, log.fd],
    detached: true,
    ...(options.cwd ? { cwd: options.cwd } : {}),
    ...options.user,
  });
  const exited = once(child, "exit").then(([code, signal]): Exit => ({ code, signal }));
  exited.catch(() => undefined);
  const { pid } = child;
  if (pid === undefined) throw await processFailed(name, `could not be started from ${command}`, logFile);
  const guard = processGuard();
  guard.watch(pid, stopSignal);
  child.once("exit", () => guard.release(pid));
  child.unref();

  const isRunning = () => child.exitCode === null && child.signalCode === null;
  const stop = async (): Promise<void> => {
    if (!isRunning()) return;
    child.ref();
    child.kill(stopSignal);
    const timer = new AbortController();
    const late = pause(graceMs, undefined, { signal: timer.signal }).then(
      () => void child.kill("SIGKILL"),
      () => undefined,
    );
    await exited;
    timer.abort();
    await late;
  };
  return {
    name,
    pid,
    logFile,
    get exited() {
      // Servers don't keep this process running; somebody who waits for their end does.
      child.ref();
      return exited;
    },
    isRunning,
    kill: (signal) => void child.kill(signal),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** Waits until `look` gives a value; stops the process and throws with its log if it ends or never gets there. */
export async function whenReady<T>(
  started: StartedProcess,
  look: () => Promise<T | undefined | false> | T | undefined | false,
): Promise<T> {
  try {
    return await waitUntil(`${started.name} is ready`, async () => {
      if (!started.isRunning()) throw new StopWaiting(new Error("it ended"));
      return look();
    });
  } catch (cause) {
    const what = started.isRunning() ? "did not become ready" : "ended instead of becoming ready";
    await started.stop();
    throw await processFailed(started.name, what, started.logFile, cause);
  }
}
