import { open } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Exit, type StartedProcess, startProcess, whenReady } from "@sluice/servers";
import { z } from "zod";

export interface AppOptions {
  /** The folder under `apps/`. */
  readonly app: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** How long it may take to end before it is killed; longer than the apps give themselves unless told. */
  readonly graceMs?: number;
}

export interface AppProcess extends AsyncDisposable {
  readonly app: string;
  readonly logFile: string;
  /** Of the process that runs now or ran last. */
  readonly pid: number;
  readonly exited: Promise<Exit>;
  /** What its last line said that it was ready with. */
  readonly ready: ReadyLine;
  isRunning(): boolean;
  kill(signal: NodeJS.Signals): void;
  stop(): Promise<void>;
  /** Stops it if it still runs, and starts it again, with these variables changed. */
  restart(environment?: Readonly<Record<string, string>>): Promise<void>;
}

const readyLineSchema = z.object({
  msg: z.enum(["ready", "listening"]),
  url: z.string().optional(),
  healthPort: z.number().optional(),
});
export type ReadyLine = z.infer<typeof readyLineSchema>;

const repository = fileURLToPath(new URL("../../../../", import.meta.url));

/**
 * Less room for garbage keeps memory down: by a quarter for those that answer and wait more than they compute, and by
 * more than 100 MB for encoders.
 */
const nodeFlags: Readonly<Record<string, readonly string[]>> = {
  "config-api": ["--max-semi-space-size=2"],
  "workflow-service": ["--max-semi-space-size=2"],
  "encoder-json": ["--max-semi-space-size=8", "--max-old-space-size=320"],
  "encoder-xml": ["--max-semi-space-size=8", "--max-old-space-size=320"],
  "encoder-csv": ["--max-semi-space-size=8", "--max-old-space-size=320"],
  "encoder-parquet": ["--max-semi-space-size=8", "--max-old-space-size=320"],
};

/** Encoders have threads, and by default glibc keeps room for each that it gives to no other. */
const fewArenas = { MALLOC_ARENA_MAX: "2" };

/** Starts an app and waits for its log to say that it is ready. */
export async function startApp(options: AppOptions): Promise<AppProcess> {
  const { app, logFile, graceMs = 40_000 } = options;
  const environment = { ...options.environment };
  const start = async (): Promise<{ process: StartedProcess; ready: ReadyLine }> => {
    const started = await startProcess({
      name: app,
      command: process.execPath,
      args: [...(nodeFlags[app] ?? []), join(repository, "apps", app, "src/main.ts")],
      env: app.startsWith("encoder-") ? { ...fewArenas, ...environment } : environment,
      cwd: repository,
      logFile,
      graceMs,
    });
    return { process: started, ready: await whenReady(started, () => readyLineOf(logFile, started.pid)) };
  };
  let current = await start();
  return {
    app,
    logFile,
    get pid() {
      return current.process.pid;
    },
    get exited() {
      return current.process.exited;
    },
    get ready() {
      return current.ready;
    },
    isRunning: () => current.process.isRunning(),
    kill: (signal) => current.process.kill(signal),
    stop: () => current.process.stop(),
    async restart(changed = {}) {
      await current.process.stop();
      Object.assign(environment, changed);
      current = await start();
    },
    [Symbol.asyncDispose]: () => current.process.stop(),
  };
}

const anyLineSchema = z.looseObject({ pid: z.number() });

/** The log may hold earlier processes' lines too. */
async function readyLineOf(logFile: string, pid: number): Promise<ReadyLine | undefined> {
  await using log = await open(logFile);
  for await (const line of log.readLines({ autoClose: false })) {
    const parsed = jsonOf(line);
    if (anyLineSchema.safeParse(parsed).data?.pid !== pid) continue;
    const ready = readyLineSchema.safeParse(parsed);
    if (ready.success) return ready.data;
  }
  return undefined;
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
