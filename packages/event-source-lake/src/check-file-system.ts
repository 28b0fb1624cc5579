import { randomUUID } from "node:crypto";
import * as fileSystem from "node:fs/promises";
import { join } from "node:path";
import { isErrnoException } from "./errno.ts";
import { unsuitableFileSystem } from "./errors.ts";
import { syncPath } from "./load/sync.ts";

/** Checks a lake that may be written to; one that is not there yet, or is there to be read only, promises nothing. */
export async function checkLake(directory: string): Promise<void> {
  await checkFileSystem(directory).catch((error: unknown) => {
    if (!isErrnoException(error, "ENOENT", "EROFS", "EACCES", "EPERM")) throw error;
  });
}

/** What loads and seals do with files, as `node:fs/promises` has it. */
export type LakeFiles = Pick<typeof fileSystem, "link" | "mkdir" | "readFile" | "rename" | "rm" | "writeFile">;

/**
 * Sees to it that a lake's folder can keep the lake's promises: of two who make a file, one fails; a folder and a file
 * appear under their final names by one rename, in the place of what was there. Mounted buckets often can't. It takes some
 * milliseconds, works in a folder of its own and leaves nothing behind. Throws `lake.unsuitable_file_system`; what a lake
 * that this process can't write to throws is the file system's own error.
 */
export async function checkFileSystem(directory: string, files: LakeFiles = fileSystem): Promise<void> {
  const probe = join(directory, `.probe-${randomUUID()}`);
  await files.mkdir(probe);
  try {
    for (const [what, holds] of promises) {
      if (!(await holds(probe, files).catch((error: unknown) => failed(directory, what, error)))) {
        throw unsuitableFileSystem(directory, what);
      }
    }
  } finally {
    await files.rm(probe, { recursive: true, force: true });
  }
}

/** A full disk says nothing about the file system. */
function failed(directory: string, what: string, error: unknown): never {
  throw isErrnoException(error, "ENOSPC", "EDQUOT", "EIO") ? error : unsuitableFileSystem(directory, what, error);
}

type Promised = (probe: string, files: LakeFiles) => Promise<boolean>;

const promises: readonly (readonly [what: string, holds: Promised])[] = [
  [
    "make a file only where none is",
    async (probe, files) => {
      const path = join(probe, "exclusive");
      await files.writeFile(path, "first", { flag: "wx" });
      const isRefused = await refused(files.writeFile(path, "second", { flag: "wx" }));
      return isRefused && (await files.readFile(path, "utf8")) === "first";
    },
  ],
  [
    "link a file to a second name, once",
    async (probe, files) => {
      const [path, name] = [join(probe, "linked"), join(probe, "name")];
      await files.writeFile(path, "linked");
      await files.link(path, name);
      return (await refused(files.link(path, name))) && (await files.readFile(name, "utf8")) === "linked";
    },
  ],
  [
    "put a file in the place of another one by renaming it",
    async (probe, files) => {
      const [draft, path] = [join(probe, "draft"), join(probe, "final")];
      await files.writeFile(path, "old");
      await files.writeFile(draft, "new");
      await files.rename(draft, path);
      return (await files.readFile(path, "utf8")) === "new" && (await isGone(draft, files));
    },
  ],
  [
    "rename a folder with what is in it",
    async (probe, files) => {
      const [draft, path] = [join(probe, "loading"), join(probe, "loaded")];
      await files.mkdir(draft);
      await files.writeFile(join(draft, "part"), "content");
      await files.rename(draft, path);
      return (
        (await files.readFile(join(path, "part"), "utf8")) === "content" && (await isGone(join(draft, "part"), files))
      );
    },
  ],
  [
    "write a folder to the disk",
    async (probe) => {
      await syncPath(probe);
      return true;
    },
  ],
];

async function refused(made: Promise<void>): Promise<boolean> {
  try {
    await made;
    return false;
  } catch (error) {
    if (isErrnoException(error, "EEXIST")) return true;
    throw error;
  }
}

async function isGone(path: string, files: LakeFiles): Promise<boolean> {
  try {
    await files.readFile(path);
    return false;
  } catch (error) {
    return isErrnoException(error, "ENOENT");
  }
}
