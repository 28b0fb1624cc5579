import { spawn } from "node:child_process";
import { once } from "node:events";
import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseMasterKeys } from "@sluice/config-store";
import { temporaryDirectory } from "@sluice/servers";
import { expect, test } from "vitest";
import { lockDirectory } from "./lock-directory.ts";
import { stackSecrets } from "./stack-secrets.ts";

test("a stack's secrets are made once and only their owner can read them", async () => {
  await using directory = await temporaryDirectory();
  const secrets = await stackSecrets(directory.path);
  expect(await stackSecrets(directory.path)).toEqual(secrets);
  expect(parseMasterKeys(secrets.masterKey)).toHaveLength(1);
  expect((await stat(join(directory.path, "secrets.json"))).mode & 0o777).toBe(0o600);
});

test("a second stack on the same data is refused while the first one runs", async () => {
  await using directory = await temporaryDirectory();
  {
    await using _first = await lockDirectory(directory.path);
    await expect(lockDirectory(directory.path)).rejects.toMatchObject({ code: "local.already_running" });
  }
  await using _second = await lockDirectory(directory.path);
});

test("a folder that cannot be written to is told with the variable that names another one", async () => {
  await using directory = await temporaryDirectory();
  const file = join(directory.path, "file");
  await writeFile(file, "");
  await expect(lockDirectory(join(file, "home"))).rejects.toMatchObject({
    code: "local.folder_not_writable",
    message: expect.stringMatching(/Set SLUICE_HOME to a folder that can\.$/),
  });
});

test("a stack that died keeps nobody from starting", async () => {
  await using directory = await temporaryDirectory();
  const ended = spawn(process.execPath, ["-e", ""]);
  await once(ended, "exit");
  await writeFile(join(directory.path, "running.pid"), String(ended.pid));
  await using _lock = await lockDirectory(directory.path);
});
