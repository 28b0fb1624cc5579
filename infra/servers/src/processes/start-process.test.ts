import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../temporary-directory.ts";
import { startProcess, whenReady } from "./start-process.ts";

const start = (directory: string, code: string, graceMs?: number) =>
  startProcess({
    name: "example",
    command: process.execPath,
    args: ["-e", code],
    logFile: join(directory, "example.log"),
    ...(graceMs === undefined ? {} : { graceMs }),
  });

const saysReady = (logFile: string) => async () => (await readFile(logFile, "utf8")).includes("ready");

test("a process that is asked to stop and does not is killed after its grace time", async () => {
  await using directory = await temporaryDirectory();
  const code = "process.on('SIGTERM', () => {}); console.log('ready'); setInterval(() => {}, 1000)";
  await using stubborn = await start(directory.path, code, 100);
  await whenReady(stubborn, saysReady(stubborn.logFile));

  await stubborn.stop();

  expect(await stubborn.exited).toEqual({ code: null, signal: "SIGKILL" });
  expect(stubborn.isRunning()).toBe(false);
});

test("a process that ends instead of becoming ready is reported at once, with the end of its log", async () => {
  await using directory = await temporaryDirectory();
  await using broken = await start(directory.path, "console.error('no such port'); process.exit(3)");

  await expect(whenReady(broken, () => false)).rejects.toMatchObject({
    code: "local.process_failed",
    message: expect.stringMatching(/ended instead of becoming ready[\s\S]*no such port/),
  });
});

test("a command that is not there is reported in words", async () => {
  await using directory = await temporaryDirectory();
  const logFile = join(directory.path, "missing.log");
  const missing = startProcess({ name: "missing", command: join(directory.path, "missing"), args: [], logFile });
  await expect(missing).rejects.toMatchObject({ code: "local.process_failed" });
});

test("a started process sees nothing of this one's environment that names another stack", async () => {
  await using directory = await temporaryDirectory();
  process.env.DATABASE_URL = "postgres://somewhere-else";
  await using started = await start(directory.path, "console.log(process.env.DATABASE_URL ?? 'nothing', 'ready')");
  delete process.env.DATABASE_URL;
  await started.exited;
  expect(await readFile(started.logFile, "utf8")).toBe("nothing ready\n");
});
