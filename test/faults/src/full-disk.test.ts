import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { temporaryDirectory } from "@sluice/test-kit";
import { describe, expect, test } from "vitest";
import { manyEvents } from "./many-events.ts";

const loader = fileURLToPath(new URL("./load-onto-small-disk.ts", import.meta.url));

describe("a lake whose disk is full", () => {
  test.each([1, 4, 12])("of %i MB says so, and has nothing of the load", async (megabytes) => {
    await using folder = await temporaryDirectory();
    const input = join(folder.path, "events.jsonl");
    const disk = join(folder.path, "disk");
    await mkdir(disk);
    await writeFile(input, manyEvents(60_000).join("\n"));
    expect(await onSmallDisk(disk, megabytes, input)).toEqual({ code: "lake.disk_full", visible: [], left: [] });
  });

  test("takes the load once there is room", async () => {
    await using folder = await temporaryDirectory();
    const input = join(folder.path, "events.jsonl");
    const disk = join(folder.path, "disk");
    await mkdir(disk);
    await writeFile(input, manyEvents(60_000).join("\n"));
    expect(await onSmallDisk(disk, 400, input)).toEqual({ code: null, visible: [expect.any(String)], left: [] });
  });
});

/** Loads a file into a lake on a disk of its own, in a mount namespace that goes with the process. */
async function onSmallDisk(disk: string, megabytes: number, input: string): Promise<unknown> {
  const asRoot = process.getuid?.() === 0 ? [] : ["--user", "--map-root-user"];
  const { stdout } = await promisify(execFile)("unshare", [
    ...[...asRoot, "--mount", "sh", "-c", 'mount -t tmpfs -o size="$2"m tmpfs "$1" && exec "$3" "$4" "$1" "$5"'],
    ...["sh", disk, String(megabytes), process.execPath, loader, input],
  ]);
  return JSON.parse(stdout);
}
