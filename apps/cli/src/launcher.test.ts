import { execFile } from "node:child_process";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryDirectory } from "@sluice/test-kit";
import { expect, test } from "vitest";
import type { Ran } from "../test-support/sluice.ts";

const launcher = join(import.meta.dirname, "../../../sluice");

/** Runs `./sluice`, or a link to it, as a shell does. */
function launch(command: string, args: readonly string[], cwd: string, stdin = ""): Promise<Ran> {
  // A script of another project set the last one.
  const { PATH = "", HOME = "" } = process.env;
  const env = { PATH, HOME, NO_COLOR: "1", SLUICE_HOME: "nowhere", INIT_CWD: "/" };
  return new Promise((resolve) => {
    const child = execFile(command, [...args], { env, cwd }, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : typeof error.code === "number" ? error.code : -1, stdout, stderr });
    });
    child.stdin?.end(stdin);
  });
}

test("it runs from any folder and through links, with the arguments, paths and exit codes as they are", async () => {
  await using directory = await temporaryDirectory();
  const folder = join(directory.path, "my files, größer");
  await mkdir(folder);
  await symlink(launcher, join(directory.path, "linked"));
  await symlink("../linked", join(folder, "sluice"));

  const { exitCode, stdout, stderr } = await launch("./sluice", ["policy", "acme-exports", "--prefix", "a b/"], folder);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(JSON.parse(stdout)).toMatchObject({ Version: "2012-10-17" });
  expect(stdout).toContain("a b/");

  expect(await launch(join(folder, "sluice"), ["bogus"], "/")).toMatchObject({ exitCode: 2, stdout: "" });
  expect(await launch("./sluice", ["exports", "list"], folder)).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining("cli.no_token"),
  });
});

test("a path is looked for where the command was typed, and standard input arrives", async () => {
  await using directory = await temporaryDirectory();
  const target = { bucket: "acme", region: "eu-west-1", prefix: "", endpoint: null, pathStyle: false };
  const credentials = { accessKeyId: "AKIAEXAMPLEKEY07Q", secretAccessKey: "secret" };
  const places = { apiUrl: "http://127.0.0.1:9", lake: "/lake", project: "1", token: "t" };
  const stack = { ...places, bucket: { target: { ...target, encryption: { type: "none" } }, credentials } };
  await mkdir(join(directory.path, "nowhere"));
  await writeFile(join(directory.path, "nowhere/stack.json"), JSON.stringify(stack));
  // Only a stack that was found is asked, and does not answer.
  const args = ["connections", "create", "--name", "A", "--bucket", "acme-exports", "--region", "eu-west-1"];
  expect(await launch(launcher, args, directory.path, "AKIAEXAMPLEKEY07Q\nsecret\n")).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining("cli.api_unreachable"),
  });
  expect(await launch(launcher, args, directory.path)).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining("cli.no_credentials"),
  });
});
