import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** The workflows as one script. Made by another process, because the bundler takes memory that never comes back. */
export async function workflowBundle(): Promise<{ readonly code: string }> {
  const folder = await mkdtemp(join(tmpdir(), "sluice-workflows-"));
  try {
    const output = join(folder, "bundle.js");
    const script = fileURLToPath(new URL("./bundle-workflows.ts", import.meta.url));
    await promisify(execFile)(process.execPath, [script, output]);
    return { code: await readFile(output, "utf8") };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
