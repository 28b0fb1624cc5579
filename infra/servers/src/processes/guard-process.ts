import { readFile, rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";

// Runs beside the process that started servers and outlives it: when the pipe between them closes, however that
// process ended, whatever it had registered and not released is ended and cleaned up.

const graceMs = 5_000;
const watched = new Map<number, NodeJS.Signals>();
const directories = new Set<string>();

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);

for await (const line of createInterface({ input: process.stdin })) {
  const [command = "", argument = "", signal = ""] = line.split("\t");
  if (command === "watch") watched.set(Number(argument), signal === "SIGINT" ? "SIGINT" : "SIGTERM");
  else if (command === "release") watched.delete(Number(argument));
  else if (command === "remove") directories.add(argument);
  else if (command === "keep") directories.delete(argument);
}

for (const [pid, signal] of [...watched].reverse()) send(pid, signal);
const endMs = performance.now() + graceMs;
while (performance.now() < endMs && (await anyIsRunning())) await pause(50);
for (const pid of watched.keys()) send(pid, "SIGKILL");
for (const directory of directories) {
  await rm(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }).catch(() => undefined);
}

function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

async function anyIsRunning(): Promise<boolean> {
  for (const pid of watched.keys()) {
    if (send(pid, 0) && !(await isZombie(pid))) return true;
  }
  return false;
}

/** In a container nobody may collect an ended orphan; only Linux has the file that tells. */
async function isZombie(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return status.slice(status.lastIndexOf(")")).startsWith(") Z");
}
