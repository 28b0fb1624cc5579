import { access, constants, mkdir } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { folderNotWritable, serverMissing } from "../errors.ts";
import { buildWithGo } from "./build-with-go.ts";
import { downloadRelease } from "./download-release.ts";
import { underLock } from "./lock-file.ts";
import type { PinnedServer } from "./pinned-servers.ts";
import { outputOf } from "./run-command.ts";

export interface ResolveOptions {
  /** Says what takes so long. */
  readonly note?: (text: string) => void;
  /** Holds `servers/<name>-<version>/<name>`; `SLUICE_CACHE`, or the user's cache, unless told. */
  readonly cache?: string;
}

/** Path of a server's binary: on PATH, cached, downloaded or built, in this order. */
export async function resolveServer(server: PinnedServer, options: ResolveOptions = {}): Promise<string> {
  const { note = () => undefined, cache = cacheFolder() } = options;
  const onPath = await findOnPath(server);
  if (onPath) return onPath;
  const servers = join(cache, "servers");
  const folder = join(servers, `${server.name}-${server.version}`);
  const binary = join(folder, server.name);
  if (await isExecutable(binary)) return binary;

  await makeWritable(servers);
  return underLock(
    `${folder}.lock`,
    () => note("waiting for another process that fetches it"),
    async () => {
      if (await isExecutable(binary)) return binary;
      const tried = ["no fitting version on PATH"];
      for (const fetch of [downloadRelease, buildWithGo]) {
        const problem = await fetch(server, folder, note);
        if (problem === null) return binary;
        note(problem);
        tried.push(problem);
      }
      throw serverMissing(server.name, server.version, tried);
    },
  );
}

/** What was fetched or built once is kept here: `SLUICE_CACHE`, or the user's cache. */
export function cacheFolder(): string {
  return process.env.SLUICE_CACHE || join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "sluice");
}

async function makeWritable(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (error) {
    throw folderNotWritable(folder, "The servers' programs are kept", "SLUICE_CACHE", error);
  }
}

async function findOnPath(server: PinnedServer): Promise<string | null> {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const file = join(folder, server.name);
    if (folder && (await isExecutable(file)) && server.accepts(await outputOf(file, ["--version"]))) return file;
  }
  return null;
}

function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
