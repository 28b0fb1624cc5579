import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { glob, mkdir, mkdtemp, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import { join, relative } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

const app = join(import.meta.dirname, "..");
const repository = join(app, "../..");
const builder = join(import.meta.dirname, "run-build.ts");
const keptDays = 30;
/** What the built page is made of, beside the versions in the lockfile. */
const sources = [
  "apps/dashboard/{build,src,public}/**/*",
  "apps/dashboard/{index.html,vite.config.ts}",
  "packages/*/src/**/*.ts",
];

/**
 * Builds the page into a folder under `cacheDirectory` and gives that folder: once for the same sources, however often
 * and by however many it is asked for. A build that is broken off leaves nothing that would be taken for one.
 */
export async function buildDashboard(cacheDirectory: string): Promise<string> {
  const built = join(cacheDirectory, `dashboard-${await hashOfSources()}`);
  if (await exists(join(built, "index.html"))) {
    await utimes(built, new Date(), new Date());
    return built;
  }
  await mkdir(cacheDirectory, { recursive: true });
  const aside = await mkdtemp(join(cacheDirectory, ".dashboard-"));
  try {
    await run(process.execPath, [builder, aside], { env: { ...process.env, NODE_ENV: "production" } });
    await rename(aside, built).catch(async (error: unknown) => {
      // Somebody else has built the same meanwhile.
      if (!(await exists(join(built, "index.html")))) throw error;
    });
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  await removeUnused(cacheDirectory);
  return built;
}

/** Builds of other versions that nothing has asked for in a month, and what broken-off ones left. */
async function removeUnused(cacheDirectory: string): Promise<void> {
  for await (const entry of glob("{,.}dashboard-*", { cwd: cacheDirectory, withFileTypes: true })) {
    const folder = join(entry.parentPath, entry.name);
    const usedMs = await stat(folder).then(
      ({ mtimeMs }) => mtimeMs,
      () => Date.now(),
    );
    if (Date.now() - usedMs > keptDays * 86_400_000) await rm(folder, { recursive: true, force: true });
  }
}

async function hashOfSources(): Promise<string> {
  const files: string[] = [join(repository, "pnpm-lock.yaml")];
  for (const pattern of sources) {
    for await (const entry of glob(pattern, { cwd: repository, withFileTypes: true })) {
      if (entry.isFile() && !entry.name.includes(".test.")) files.push(join(entry.parentPath, entry.name));
    }
  }
  const hash = createHash("sha256");
  for (const file of files.toSorted()) {
    hash
      .update(relative(repository, file))
      .update("\0")
      .update(await readFile(file))
      .update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
