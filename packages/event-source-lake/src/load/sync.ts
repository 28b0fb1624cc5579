import { open, readdir } from "node:fs/promises";
import { join } from "node:path";

/** Has a folder and everything in it on the disk, not only on its way there. */
export async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    await (entry.isDirectory() ? syncTree(path) : syncPath(path));
  }
  await syncPath(folder);
}

export async function syncPath(path: string): Promise<void> {
  await using file = await open(path, "r");
  await file.sync();
}
