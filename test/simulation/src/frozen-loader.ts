import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { z } from "zod";

interface LoadAt {
  readonly directory: string;
  readonly project: string;
  readonly file: string;
  /** What its clock says, always. */
  readonly clockMs: number;
}

const reportSchema = z.object({ capturedAtMs: z.int() });

/**
 * A loader, as a process, that stops itself (SIGSTOP) when it has looked at the log and taken a captured-at, before it
 * says that its load is there.
 */
export class FrozenLoader implements Disposable {
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(load: LoadAt) {
    this.#process = spawn(process.execPath, ["--input-type=module", "--eval", script(load)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const { stdout } = this.#process;
    if (!stdout) throw new Error("a loader without output");
    this.#lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  }

  async frozen(): Promise<void> {
    const { value } = await this.#lines.next();
    if (value !== "frozen") throw new Error(`a loader that said ${value}`);
  }

  /** Lets it go on, and gives when its records were captured in the end. */
  async goOn(): Promise<number> {
    const ended = once(this.#process, "exit");
    // It may have said that it is going to stop and not have stopped yet.
    const waking = setInterval(() => this.#process.kill("SIGCONT"), 20);
    try {
      const { value } = await this.#lines.next();
      await ended;
      return reportSchema.parse(JSON.parse(String(value))).capturedAtMs;
    } finally {
      clearInterval(waking);
    }
  }

  [Symbol.dispose](): void {
    this.#process.kill("SIGKILL");
  }
}

/** The clock is looked at when times are judged, and then each time that the entry for the log is made. */
function script({ directory, project, file, clockMs }: LoadAt): string {
  return `
    import { writeSync } from "node:fs";
    import { loadRecords } from ${JSON.stringify(import.meta.resolve("@sluice/event-source-lake"))};
    let looks = 0;
    const now = () => {
      if (++looks === 2) {
        writeSync(1, "frozen\\n");
        process.kill(process.pid, "SIGSTOP");
      }
      return ${clockMs};
    };
    const inputs = [{ path: ${JSON.stringify(file)}, kind: "jsonl" }];
    const load = { directory: ${JSON.stringify(directory)}, project: ${JSON.stringify(project)}, inputs, databases: 2, now };
    const { capturedAtMs } = await loadRecords(load);
    writeSync(1, JSON.stringify({ capturedAtMs }) + "\\n");
  `;
}
