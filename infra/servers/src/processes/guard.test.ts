import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { stat } from "node:fs/promises";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { z } from "zod";
import { waitUntil } from "./wait-until.ts";

const module = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);

// Starts a process that ignores SIGTERM and one that does not, in a temporary folder, and says so.
const parentScript = `
  import { startProcess } from ${module("./start-process.ts")};
  import { temporaryDirectory } from ${module("../temporary-directory.ts")};
  const directory = await temporaryDirectory();
  const start = (name, code) => startProcess({
    name, command: process.execPath, args: ["-e", code], logFile: directory.path + "/" + name + ".log",
  });
  const obedient = await start("obedient", "setInterval(() => {}, 1000)");
  const stubborn = await start("stubborn", "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)");
  console.log(JSON.stringify({ pids: [obedient.pid, stubborn.pid], directory: directory.path }));
  setInterval(() => {}, 1000);
`;

test.for(["SIGKILL", "SIGTERM", "SIGINT"] as const)(
  "when the process that started them ends by %s, the started ones and the temporary folder go too",
  async (signal) => {
    const parent = spawn(process.execPath, ["--input-type=module", "-e", parentScript], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = await once(createInterface({ input: parent.stdout }), "line");
    const started = z.object({ pids: z.array(z.int()), directory: z.string() }).parse(JSON.parse(line));
    expect(started.pids.map(isRunning)).toEqual([true, true]);

    parent.kill(signal);

    await waitUntil("both are gone", () => !started.pids.some(isRunning));
    await waitUntil("the folder is gone", () =>
      stat(started.directory).then(
        () => false,
        () => true,
      ),
    );
  },
);

/** An ended orphan that nobody collects is a zombie (Z), which still takes signals. */
function isRunning(pid: number): boolean {
  const status = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" }).stdout.trim();
  return status !== "" && !status.startsWith("Z");
}
