import { hash } from "node:crypto";
import { chmod, mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { checksumMismatch } from "../errors.ts";
import type { PinnedServer } from "./pinned-servers.ts";
import { runCommand } from "./run-command.ts";

const connectMs = 10_000;
const downloadMs = 10 * 60_000;

/** Downloads a server's pinned release into `folder`, checked against the release's own list; gives the problem if it can't. */
export async function downloadRelease(
  server: PinnedServer,
  folder: string,
  note: (text: string) => void,
): Promise<string | null> {
  const { release, name, version } = server;
  const url = `${release.folder}/${release.archive}`;
  let checksums: string;
  let archive: Buffer;
  try {
    checksums = (await download(`${release.folder}/${release.checksums}`)).toString("utf8");
    note(`downloading ${name} ${version}`);
    archive = await download(url);
  } catch (error) {
    return `${url} could not be downloaded (${reasonOf(error)})`;
  }
  if (!listsChecksum(checksums, release.archive, hash("sha256", archive, "hex"))) throw checksumMismatch(url);
  await unpack(archive, folder, name);
  return null;
}

/** Whether a `sha256sum` list has the file with this very checksum. */
export function listsChecksum(list: string, file: string, sha256: string): boolean {
  return list.split("\n").some((line) => {
    const [checksum, listed] = line.trim().split(/\s+\*?/);
    return listed === file && checksum?.toLowerCase() === sha256;
  });
}

/** Gives up early without a connection, and late on a slow one. */
async function download(url: string): Promise<Buffer> {
  const noAnswer = new AbortController();
  const timer = setTimeout(() => noAnswer.abort(new Error("no answer in 10 s")), connectMs);
  const signal = AbortSignal.any([noAnswer.signal, AbortSignal.timeout(downloadMs)]);
  try {
    const response = await fetch(url, { signal });
    clearTimeout(timer);
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  } finally {
    clearTimeout(timer);
  }
}

/** The binary is somewhere in the archive; the folder appears in one step. */
async function unpack(archive: Buffer, folder: string, name: string): Promise<void> {
  const temporary = await mkdtemp(`${folder}.`);
  try {
    const file = join(temporary, "archive.tar.gz");
    const unpacked = join(temporary, "unpacked");
    const ready = join(temporary, "ready");
    await writeFile(file, archive);
    await mkdir(unpacked);
    await mkdir(ready);
    await runCommand("tar", ["-xzf", file, "-C", unpacked]);
    const entries = await readdir(unpacked, { recursive: true, withFileTypes: true });
    const binary = entries.find((entry) => entry.isFile() && entry.name === name);
    if (!binary) throw new Error(`the archive holds no ${name}`);
    await rename(join(binary.parentPath, name), join(ready, name));
    await chmod(join(ready, name), 0o755);
    await rename(ready, folder);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
