import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { packedChromium } from "./packed-chromium.ts";

// Containers give a browser no sandbox; it meets nothing but this product's own pages.
const flags = ["--no-sandbox", "--disable-gpu", "--no-zygote", "--font-render-hinting=none"];

/** A Chromium without a window: the one on PATH, else the one that came with the packages. */
export async function openBrowser(): Promise<Browser> {
  const installed = await onPath(["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"]);
  if (installed !== null) return chromium.launch({ executablePath: installed, args: flags });
  const { executablePath, libraries, fonts } = await packedChromium();
  try {
    return await chromium.launch({ executablePath, args: flags });
  } catch (error) {
    if (!String(error).includes("shared libraries")) throw error;
    const env = { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: fonts };
    return chromium.launch({ executablePath, args: flags, env });
  }
}

async function onPath(names: readonly string[]): Promise<string | null> {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of names) {
      const path = join(folder, name);
      if (await isProgram(path)) return path;
    }
  }
  return null;
}

function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
