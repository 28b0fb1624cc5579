import { createReadStream } from "node:fs";
import { open, opendir, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { DeliverySource } from "./delivery-source.ts";
import { fileNotReadable } from "./errors.ts";

const pieceBytes = 256 * 1024;

/** A folder that holds a bucket's objects under their keys, folders for slashes. */
export function folderSource(directory: string): DeliverySource {
  return {
    place: directory,
    async *list(prefix) {
      try {
        for await (const entry of await opendir(directory, { recursive: true })) {
          if (!entry.isFile()) continue;
          const path = join(entry.parentPath, entry.name);
          const key = relative(directory, path).split(sep).join("/");
          if (key.startsWith(prefix)) yield { key, bytes: (await stat(path)).size };
        }
      } catch (error) {
        throw fileNotReadable(directory, reasonOf(error), error);
      }
    },
    async read(key) {
      const parts = key.split("/");
      // A manifest may name any key, but nothing outside the folder is the bucket's.
      if (parts.includes("..")) return null;
      const path = join(directory, ...parts);
      try {
        await using _file = await open(path);
      } catch (error) {
        if (error instanceof Error && "code" in error && isAbsence(error.code)) return null;
        throw fileNotReadable(path, reasonOf(error), error);
      }
      return createReadStream(path, { highWaterMark: pieceBytes });
    },
  };
}

/** What opening a file fails with when there is none of that name, or none can be. */
function isAbsence(code: unknown): boolean {
  return code === "ENOENT" || code === "ENOTDIR" || code === "ENAMETOOLONG";
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
