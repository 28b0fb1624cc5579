import { opendir } from "node:fs/promises";

/** Whether the lake's folder is there and can be listed. */
export async function isLakeReadable(directory: string): Promise<boolean> {
  try {
    await (await opendir(directory)).close();
    return true;
  } catch {
    return false;
  }
}
