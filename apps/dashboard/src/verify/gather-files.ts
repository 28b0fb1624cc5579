import { type FileToVerify, fileToVerify } from "@sluice/verify/browser-client";
import type { DirectoryDropItem, DropItem, FileDropItem } from "react-aria-components";

interface GatherOptions {
  readonly signal: AbortSignal;
  /** How many there are so far. */
  readonly onFiles: (files: number) => void;
}

/**
 * The files of what was dropped, those in folders within folders too, in the order of their paths. Throws the signal's
 * reason once it is aborted, and what the browser says when a folder cannot be read.
 */
export async function droppedFiles(
  items: readonly DropItem[],
  { signal, onFiles }: GatherOptions,
): Promise<FileToVerify[]> {
  const files: FileToVerify[] = [];
  const add = async (item: FileDropItem | DirectoryDropItem, folder: string): Promise<void> => {
    signal.throwIfAborted();
    if (item.kind === "file") {
      files.push({ path: folder + item.name, file: await item.getFile() });
      onFiles(files.length);
      return;
    }
    for await (const entry of item.getEntries()) await add(entry, `${folder}${item.name}/`);
  };
  for (const item of items) if (item.kind !== "text") await add(item, "");
  return files.toSorted(byPath);
}

/** The files of a file input; of a folder's it says their ways. */
export function chosenFiles(files: Iterable<File>): FileToVerify[] {
  return [...files].map(fileToVerify).toSorted(byPath);
}

function byPath(a: FileToVerify, b: FileToVerify): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
