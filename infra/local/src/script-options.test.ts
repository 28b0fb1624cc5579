import { execFile } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../../..");
const scripts = ["infra/local/src/start.ts", "infra/demo/src/main.ts", "bench/src/main.ts"];

function run(script: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return new Promise<{ exitCode: number; stdout: string; stderr: string }>((resolve) => {
    const { PATH = "", HOME = "" } = process.env;
    const options = { env: { PATH, HOME, ...env } };
    execFile(process.execPath, [join(root, script), ...args], options, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : typeof error.code === "number" ? error.code : -1, stdout, stderr });
    });
  });
}

test.each(scripts)("%s has help, also behind pnpm's dashes, and refuses what it does not know", async (script) => {
  const help = await run(script, ["--help"]);
  expect(help).toMatchObject({ exitCode: 0, stderr: "", stdout: expect.stringContaining("--help") });
  expect(await run(script, ["--", "--help"])).toEqual(help);
  const refused = await run(script, ["--hlep"]);
  expect(refused).toMatchObject({ exitCode: 2, stdout: "", stderr: expect.stringContaining("--hlep") });
  expect(refused.stderr).toContain(help.stdout.trim());
});

test.each([
  [["--port", "http"], {}, "PORT"],
  [[], { PORT: "70000" }, "PORT"],
  [[], { SLUICE_S3_PORT: "none" }, "SLUICE_S3_PORT"],
])("start refuses a port that is none: %s %o", async (args, env, name) => {
  expect(await run("infra/local/src/start.ts", args, env)).toMatchObject({
    exitCode: 2,
    stderr: `${name} is no port: a number from 1 to 65535\n`,
  });
});
