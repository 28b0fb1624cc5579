import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { temporaryDirectory } from "@sluice/test-kit";
import { describe, expect, test } from "vitest";

const loader = fileURLToPath(new URL("./load-onto-small-disk.ts", import.meta.url));

describe("a lake whose disk is full", () => {
  test.each([
    ["while it writes what it keeps", 1, 20_000, 200],
    ["while it writes what it cannot hold in memory", 12, 90_000, 1_000],
  ])("says so %s, and has nothing of the load", async (_, megabytes, count, bytes) => {
    await using folder = await temporaryDirectory();
    const [input, disk] = [join(folder.path, "events.jsonl"), join(folder.path, "disk")];
    await mkdir(disk);
    await writeFile(input, noiseEvents(count, bytes));
    expect(await onSmallDisk(disk, megabytes, input)).toEqual({ code: "lake.disk_full", visible: [], left: [] });
  });

  test("takes the load once there is room", async () => {
    await using folder = await temporaryDirectory();
    const [input, disk] = [join(folder.path, "events.jsonl"), join(folder.path, "disk")];
    await mkdir(disk);
    await writeFile(input, noiseEvents(90_000, 1_000));
    expect(await onSmallDisk(disk, 400, input)).toEqual({ code: null, visible: [expect.any(String)], left: [] });
  });
});

/** Events of so many characters that cannot be compressed to much less. */
function noiseEvents(count: number, characters: number): string {
  return Array.from({ length: count }, (_, at) => {
    const eventProps = { noise: randomBytes(characters).toString("base64").slice(0, characters) };
    return JSON.stringify({ type: "event", eventName: "Noise", ts: Date.UTC(2026, 0, 1) + at, eventProps });
  }).join("\n");
}

/** Loads a file into a lake on a disk of its own, in a mount namespace that goes with the process. */
async function onSmallDisk(disk: string, megabytes: number, input: string): Promise<unknown> {
  const asRoot = process.getuid?.() === 0 ? [] : ["--user", "--map-root-user"];
  const { stdout } = await promisify(execFile)("unshare", [
    ...[...asRoot, "--mount", "sh", "-c", 'mount -t tmpfs -o size="$2"m tmpfs "$1" && exec "$3" "$4" "$1" "$5"'],
    ...["sh", disk, String(megabytes), process.execPath, loader, input],
  ]);
  return JSON.parse(stdout);
}
