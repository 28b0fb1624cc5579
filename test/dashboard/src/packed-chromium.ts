import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { cacheFolder } from "@sluice/servers";
import { z } from "zod";

export interface PackedChromium {
  readonly executablePath: string;
  /** For machines that have fewer shared libraries than a browser needs. */
  readonly libraries: string;
  readonly fonts: string;
}

const run = promisify(execFile);

/** The Chromium out of the packages, unpacked once for all; whole or not at all, whoever else unpacks it or dies. */
export async function packedChromium(): Promise<PackedChromium> {
  const folder = join(cacheFolder(), `chromium-${await packedVersion()}`);
  if (!(await isThere(folder))) await unpack(folder);
  return {
    executablePath: join(folder, "chromium"),
    libraries: join(folder, "al2023", "lib"),
    fonts: join(folder, "fonts"),
  };
}

async function packedVersion(): Promise<string> {
  const description = new URL("../package.json", import.meta.resolve("@sparticuz/chromium"));
  return z.object({ version: z.string() }).parse(JSON.parse(await readFile(description, "utf8"))).version;
}

async function unpack(folder: string): Promise<void> {
  await mkdir(cacheFolder(), { recursive: true });
  const unfinished = await mkdtemp(`${folder}-`);
  try {
    const script = fileURLToPath(new URL("./unpack-chromium.ts", import.meta.url));
    // The name of the runtime makes it unpack its shared libraries too.
    const env = { ...process.env, TMPDIR: unfinished, AWS_LAMBDA_JS_RUNTIME: "nodejs24.x" };
    await run(process.execPath, [script], { env });
    await rename(unfinished, folder);
  } catch (error) {
    if (!(await isThere(folder))) throw error;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
