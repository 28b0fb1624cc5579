import { resolve } from "node:path";
import { build } from "vite";
import config from "../vite.config.ts";

// Builds the page into the folder that is named, which holds nothing else. A process of its own: React and Vite take from NODE_ENV which build it is.
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("which folder?");
await build({
  ...config,
  configFile: false,
  mode: "production",
  logLevel: "warn",
  build: { ...config.build, outDir: resolve(folder), emptyOutDir: true },
});
